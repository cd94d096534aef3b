from kinfold.whiteboard.models.saved_view import SavedView

__all__ = ["SavedView"]
