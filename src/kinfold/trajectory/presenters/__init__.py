"""Words and links for the road to closing. They never query."""
