"""What the pages of studies answer."""
