"""Which files of returns are still needed: asked by the nightly sweep of files."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from kinfold.returns.models import HandedReturn, ReturnFile

_LIVE = (HandedReturn.State.WAITING, HandedReturn.State.READ)


def still_needed(authority_id: UUID, names: frozenset[str]) -> list[str]:
    """Of these files, those of returns that wait or were read, and their tables.

    For the sweep of files, inside the authority's fence: there is no viewer at night.
    """
    ids = {name: _id_in(name) for name in names if not name.endswith(".part")}
    wanted = {one for one in ids.values() if one is not None}
    live = HandedReturn.objects.filter(authority_id=authority_id, state__in=_LIVE)
    named: set[UUID] = set(live.filter(pk__in=wanted).values_list("pk", flat=True))
    files = ReturnFile.objects.filter(authority_id=authority_id, pk__in=wanted)
    named.update(files.filter(handed__in=live).values_list("pk", flat=True))
    return _those(ids.items(), named)


def _those(ids: Iterable[tuple[str, UUID | None]], named: set[UUID]) -> list[str]:
    return [name for name, one in ids if one in named]


def _id_in(name: str) -> UUID | None:
    try:
        return UUID(name.partition(".")[0])
    except ValueError:
        return None
