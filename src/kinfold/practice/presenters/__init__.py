"""Words, links and marks for the pages of a map."""
