"""Words and links for the later steps of Family Finding. They never query."""
