"""Whether what came from an authority is still shown in a programme.

An authority that leaves takes back what it brought: the row stays, with the authority
it is of, and is shown to nobody. If it joins again that is another stay (ADR 38).
"""

from __future__ import annotations

from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from kinfold.platform.models import ProgrammeAuthority


def in_it_today() -> Q:
    """Of `ProgrammeAuthority`: those that have joined and have not left."""
    today = timezone.localdate()
    return Q(joined_on__lte=today) & (Q(left_on=None) | Q(left_on__gt=today))


def has_not_left() -> Q:
    """Of `ProgrammeAuthority`: those in it, and those that join on a later day."""
    return Q(left_on=None) | Q(left_on__gt=timezone.localdate())


def at(place: UUID | None) -> Q:
    """Of a programme's row: those of one authority; of every authority for None."""
    return Q() if place is None else Q(authority=place)


def place_is_in_it(place: str = "authority") -> Q:
    """Of a programme's row: the authority named there is in the programme today, or
    the row is of no authority. Part of the caller's query."""
    standing = ProgrammeAuthority.objects.filter(
        in_it_today(), programme=OuterRef("programme"), authority=OuterRef(place)
    )
    return Q(**{place: None}) | Q(Exists(standing))


def is_of_this_stay() -> Q:
    """Of a programme's row with `at` and an authority: the authority is in the
    programme today, and the row was written in that stay and in none before; or the
    row is of no authority. Part of the caller's query."""
    return Q(authority=None) | Q(Exists(_stays_of_row(in_it_today())))


def is_of_a_stay_to_come() -> Q:
    """As `is_of_this_stay`, also where the authority joins on a later day."""
    return Q(authority=None) | Q(Exists(_stays_of_row(has_not_left())))


def _stays_of_row(standing: Q) -> QuerySet[ProgrammeAuthority]:
    return ProgrammeAuthority.objects.filter(
        standing,
        Q(again_at=None) | Q(again_at__lte=OuterRef("at")),
        programme=OuterRef("programme"),
        authority=OuterRef("authority"),
    )
