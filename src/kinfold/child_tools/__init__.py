"""The child's own words and drawings, and who may see each of them."""
