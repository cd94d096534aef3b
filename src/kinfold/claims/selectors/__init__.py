"""Reads of what a programme learns. Viewer first."""
