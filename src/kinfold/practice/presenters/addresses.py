"""Addresses of what stands on a map: each worked out once, not once an entry."""

from __future__ import annotations

from functools import cache
from uuid import UUID

from django.urls import reverse

_FAMILY, _THING = UUID(int=1), UUID(int=2)


@cache
def _pattern(name: str) -> str:
    full = name if ":" in name else f"practice:{name}"
    return reverse(full, args=[_FAMILY, _THING])


def address(name: str, family_id: UUID, thing_id: UUID) -> str:
    """Where an entry or a set of this family's map is read, changed or rated.

    The rooms above are named in full: "scaling:rate".
    """
    filled = _pattern(name).replace(str(_FAMILY), str(family_id))
    return filled.replace(str(_THING), str(thing_id))
