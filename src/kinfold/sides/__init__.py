"""Of each child the mother's side and the father's: who is there, and who was asked."""
