"""Reads of implementation plans and of what was handed on of them."""
