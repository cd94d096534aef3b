"""The family drawn by the program from who is recorded as what to whom."""
