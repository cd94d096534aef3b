"""Measures: each number with its definition, source and disclosure state."""
