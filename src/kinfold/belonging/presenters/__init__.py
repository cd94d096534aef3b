"""Words and links for the child's own pictures. They never query."""
