from kinfold.child_words.models.shown import ItemShown

__all__ = ["ItemShown"]
