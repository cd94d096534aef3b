"""Addresses of pages, each worked out once and not once a link."""

from __future__ import annotations

from functools import cache
from uuid import UUID

from django.urls import reverse


def address(name: str, *ids: UUID) -> str:
    """Where the page of this name is for these ids, in the order of its path.

    Raises:
        NoReverseMatch: this Kinfold has no such page.
    """
    return _pattern(name, len(ids)).format(*ids)


@cache
def _pattern(name: str, count: int) -> str:
    places = [UUID(int=place + 1) for place in range(count)]
    found = reverse(name, args=places)
    for place in places:
        found = found.replace(str(place), "{}")
    return found
