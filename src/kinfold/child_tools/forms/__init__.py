"""Asking about what children say. Each module is about one step."""
