from kinfold.belonging.selectors.pictures import connections_of, places_of
from kinfold.belonging.selectors.table import on_the_table

__all__ = ["connections_of", "on_the_table", "places_of"]
