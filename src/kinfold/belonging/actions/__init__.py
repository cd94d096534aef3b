from kinfold.belonging.actions.pictures import draw_connections, draw_places
from kinfold.belonging.actions.table import lay_on_table

__all__ = ["draw_connections", "draw_places", "lay_on_table"]
