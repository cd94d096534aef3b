"""Scales and what named people say on them."""
