"""What the pages of a meeting say."""
