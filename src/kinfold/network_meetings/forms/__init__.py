"""What is asked of a meeting with the network."""
