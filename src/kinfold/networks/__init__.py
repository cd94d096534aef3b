"""Who stands around the child, and what they have been told."""
