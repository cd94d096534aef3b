"""Meetings with family and network: asked to, told as theirs, and what came of them."""
