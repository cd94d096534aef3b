"""What one person of the network holds in their own hands: their part, and what else
they have heard and may have."""
