from kinfold.belonging.models.tree import TreeOfLife

__all__ = ["TreeOfLife"]
