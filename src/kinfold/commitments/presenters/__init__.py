"""Words and links for the pages about who does what."""
