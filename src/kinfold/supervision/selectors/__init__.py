"""Reads of supervision: viewer first."""

from kinfold.supervision.selectors.sessions import last_supervision

__all__ = ["last_supervision"]
