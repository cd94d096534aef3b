"""Words and links for the pages of a network. They never query."""
