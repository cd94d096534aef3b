"""How a map changes: versions side by side, splits, joins, the answer to it."""
