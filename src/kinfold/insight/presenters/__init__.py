"""Words, links, tables and pictures of figures."""
