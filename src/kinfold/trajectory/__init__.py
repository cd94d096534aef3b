"""The road to closing: immediate safety, bottom lines, dated steps, family time."""
