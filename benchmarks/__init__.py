"""Measured, never judged: each figure stands beside its floor from the same run."""
