"""What a family holds in their own hands: the copy of their map."""
