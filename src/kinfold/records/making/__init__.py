"""A family's record made from what is known, not saved."""
