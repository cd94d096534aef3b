from kinfold.belonging.selectors.pictures import connections_of, places_of

__all__ = ["connections_of", "places_of"]
