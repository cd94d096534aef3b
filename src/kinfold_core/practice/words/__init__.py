"""Word lists, as data, one module for each language."""
