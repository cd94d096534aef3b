"""What becomes of a child's words: who may see them, and what the adults answer."""
