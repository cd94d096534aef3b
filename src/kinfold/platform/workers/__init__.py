"""Who works in an authority, what they may do there, and inviting them."""
