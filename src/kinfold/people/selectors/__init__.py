"""Reads of people and their pages. Viewer first."""
