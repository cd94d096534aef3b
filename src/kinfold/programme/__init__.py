"""Authorities learning together."""
