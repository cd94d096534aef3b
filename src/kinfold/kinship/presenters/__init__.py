"""Kinship as its pages show it. Nothing here queries."""
