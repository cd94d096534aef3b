"""Reads of the whiteboard. Viewer first; every column for all its families at once."""

from kinfold.whiteboard.selectors.board import Asked, BoardFamily, board, families
from kinfold.whiteboard.selectors.kept import kept_rows
from kinfold.whiteboard.selectors.worked_out import BoardRow, worked_out

__all__ = [
    "Asked",
    "BoardFamily",
    "BoardRow",
    "board",
    "families",
    "kept_rows",
    "worked_out",
]
