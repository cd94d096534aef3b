from kinfold.belonging.actions.pictures import draw_connections, draw_places

__all__ = ["draw_connections", "draw_places"]
