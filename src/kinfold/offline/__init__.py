"""What a visit needs where there is no network, and how it comes home."""
