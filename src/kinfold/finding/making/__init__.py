"""Conditions that an index answers, and the rows that move with a person."""
