"""Words and links for the pages of Family Finding. They never query."""
