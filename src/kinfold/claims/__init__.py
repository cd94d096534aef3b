"""What is thought to make the practice work, and the evidence for and against it."""
