"""The programmes whose rows somebody may see, asked the way the fences ask (ADR 38)."""

from __future__ import annotations

from collections.abc import Collection
from typing import TypedDict, Unpack
from uuid import UUID

from django.db.models import Q, QuerySet

from kinfold.platform.models import Programme, ProgrammeAuthority
from kinfold.platform.programme_places import in_it_today
from kinfold.platform.viewer import Viewer


class There(TypedDict):
    """Of which rooms a kept query asks, for whom: ids alone."""

    programme_ids: Collection[UUID]
    """The viewer's own, as a member."""
    authority_ids: Collection[UUID]
    """The one they work in, or none."""
    programme_id: UUID
    place_ids: Collection[UUID]
    """The one authority that is asked about; of every authority for none."""


def programmes_open_to(viewer: Viewer) -> QuerySet[Programme]:
    """Those they stand in as a member, or that their authority is in today; the
    latest first. No query of its own."""
    return programmes_open(viewer.programme_ids, own_authority(viewer))


def programmes_open(
    programme_ids: Collection[UUID], authority_ids: Collection[UUID]
) -> QuerySet[Programme]:
    """The same by ids, as a kept query asks it."""
    mine = _mine("pk", programme_ids, authority_ids)
    return Programme.objects.filter(mine).order_by("-starts_on", "name")


def _mine(
    name: str, programme_ids: Collection[UUID], authority_ids: Collection[UUID]
) -> Q:
    mine = Q(**{f"{name}__in": programme_ids})
    if authority_ids:
        places = ProgrammeAuthority.objects.filter(
            in_it_today(), authority__in=authority_ids
        )
        mine |= Q(**{f"{name}__in": places.values("programme_id")})
    return mine


def there(viewer: Viewer, programme_id: UUID, place: UUID | None = None) -> There:
    """A programme as the viewer may see it: of one authority, or of all."""
    return There(
        programme_ids=viewer.programme_ids,
        authority_ids=own_authority(viewer),
        programme_id=programme_id,
        place_ids=() if place is None else (place,),
    )


def open_there(**asked: Unpack[There]) -> Q:
    """Of a programme's rows: those of it, if it is open to whoever asks."""
    mine = _mine("programme", asked["programme_ids"], asked["authority_ids"])
    return mine & Q(programme=asked["programme_id"])


def open_at(**asked: Unpack[There]) -> Q:
    """Of rows that name an authority: the same, of the one that is asked about, and
    for who works in an authority of their own alone."""
    open_to = open_there(**asked)
    for ids in (asked["authority_ids"], asked["place_ids"]):
        if ids:
            open_to &= Q(authority__in=ids)
    return open_to


def own_authority(viewer: Viewer) -> tuple[UUID, ...]:
    """The one they work in, as a kept query takes it; none for who works in none."""
    return (viewer.authority_id,) if viewer.authority_id else ()
