"""Reads of ways, training and counts. The viewer comes first."""
