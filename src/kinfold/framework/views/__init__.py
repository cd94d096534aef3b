"""Pages of the framework and of reviews against it."""

from __future__ import annotations

from kinfold.framework.views import keeping, rating
from kinfold.framework.views.reading import away, home, part, parts, place, review

__all__ = ["away", "home", "keeping", "part", "parts", "place", "rating", "review"]
