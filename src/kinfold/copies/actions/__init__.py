"""Giving a family their copy. Keyword-only, `by=`, one transaction with audit."""

from kinfold.copies.actions.links import call_back_link, make_link
from kinfold.copies.actions.opening import open_link
from kinfold.copies.actions.sharing import share_map

__all__ = ["call_back_link", "make_link", "open_link", "share_map"]
