from kinfold.belonging.selectors.pictures import (
    connections_of,
    names_on_pictures,
    places_of,
)
from kinfold.belonging.selectors.table import on_the_table
from kinfold.belonging.selectors.tree import trees_of

__all__ = [
    "connections_of",
    "names_on_pictures",
    "on_the_table",
    "places_of",
    "trees_of",
]
