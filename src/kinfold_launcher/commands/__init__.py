"""One module for each command that has more to do than forward its arguments."""
