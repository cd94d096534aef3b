"""Reads of the whiteboard. Viewer first; every column for all its families at once."""

from kinfold.whiteboard.selectors.board import Asked, Board, BoardRow, board

__all__ = ["Asked", "Board", "BoardRow", "board"]
