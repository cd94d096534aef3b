"""What the child's own pictures are made from. They never write."""
