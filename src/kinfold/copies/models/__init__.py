from kinfold.copies.models.link import CopyLink
from kinfold.copies.models.sharing import MapSharing

__all__ = ["CopyLink", "MapSharing"]
