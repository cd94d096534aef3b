from kinfold.whiteboard.models.kept_row import KeptRow
from kinfold.whiteboard.models.saved_view import SavedView

__all__ = ["KeptRow", "SavedView"]
