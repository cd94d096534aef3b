"""What must be in place, and how: the three plans and the bottom lines."""
