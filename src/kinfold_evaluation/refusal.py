"""What cannot be identified, said instead of a number that looks fine."""

from __future__ import annotations


class CannotIdentify(Exception):
    """The data cannot answer the question. The message says why, and what would."""
