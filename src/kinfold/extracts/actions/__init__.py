"""Changes of extracts: asking, deciding, making, taking and ending."""
