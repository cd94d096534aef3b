"""Implementation plans: an authority writes, shares, road-tests and finishes one."""
