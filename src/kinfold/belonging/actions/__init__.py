from kinfold.belonging.actions.pictures import draw_connections, draw_places
from kinfold.belonging.actions.table import lay_on_table
from kinfold.belonging.actions.tree import draw_tree

__all__ = ["draw_connections", "draw_places", "draw_tree", "lay_on_table"]
