"""A report of an evaluation: one value, and the page and the paper made of it."""
