"""The tools with which a child tells and draws, in the child's own words."""
