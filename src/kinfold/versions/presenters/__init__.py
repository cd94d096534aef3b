"""Words and links for what a map has been."""
