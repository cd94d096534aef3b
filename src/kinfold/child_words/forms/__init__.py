"""Asking about a child's words. Each module is about one step."""
