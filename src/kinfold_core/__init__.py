"""What the practice is, in plain Python: no framework, no clock, no files."""
