"""Searching, likely doubles and joining, read. Viewer first."""
