"""Reads of visits, calls and promises. Those of an authority that left are shown to
nobody.

Viewer first. Raises, everywhere:
    PermissionDenied: the viewer's role reads none.
    NotFound: there is no such thing for the viewer.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import (
    Count,
    Exists,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
)
from django.db.models.functions import Coalesce, JSONObject
from django.utils import timezone

from kinfold.consultancy import policy
from kinfold.consultancy.models import Promise, PromiseAnswer, Sitting
from kinfold.gatherings.models import Visit
from kinfold.gatherings.said import QuarterSaid, quarters_said
from kinfold.gatherings.selectors import visits_open_to
from kinfold.platform.errors import NotFound
from kinfold.platform.models import ProgrammeAuthority
from kinfold.platform.programme_places import at, in_it_today, place_is_in_it
from kinfold.platform.programmes import programmes_open_to
from kinfold.platform.viewer import Viewer

MOST_SHOWN = 100


Row = TypeVar("Row", Sitting, Promise)


@dataclass(frozen=True, slots=True)
class Glance:
    """When an authority was last sat down with, when next, and what is overdue."""

    last_visit: date | None
    last_call: date | None
    next_day: date | None
    """Of the calendar: the next visit or call from today on."""
    next_is_visit: bool
    overdue_by_programme: int
    overdue_by_authority: int
    next_visit: date | None = None
    """The next visit alone, whatever call comes before it."""


@dataclass(frozen=True, slots=True)
class PlaceShown:
    """An authority in a programme: what was held with it, promised and said."""

    place: ProgrammeAuthority
    glance: Glance
    sittings: tuple[Sitting, ...]
    promises: tuple[Promise, ...]
    """Those still to do first, by day; then the settled ones, the latest first."""
    said: tuple[QuarterSaid, ...]


@dataclass(frozen=True, slots=True)
class SittingShown:
    """A visit or a call with all that its page shows."""

    row: Sitting
    owed: tuple[Promise, ...]
    """Open promises of before that are to be asked for."""
    asked: dict[UUID, PromiseAnswer]
    """The newest that was said here of each promise of before."""
    asked_promises: tuple[Promise, ...]
    made: tuple[Promise, ...]
    versions: int


@dataclass(frozen=True, slots=True)
class PromiseShown:
    row: Promise
    answers: tuple[PromiseAnswer, ...]
    """What came of it each time, the latest first."""


def glance(
    viewer: Viewer, programme_id: UUID, place: UUID | None = None
) -> dict[UUID, Glance]:
    """Every authority whose visits the viewer may know of, by its id. One query.

    A member of the programme reads each; an authority reads its own.
    """
    rows = _at_a_glance(viewer).filter(at(place), programme=programme_id)
    held = rows.values_list("authority_id", *HELD, named=True)
    return {row.authority_id: _glance(row) for row in held}


def overview(viewer: Viewer) -> list[tuple[ProgrammeAuthority, Glance]]:
    """Every authority the viewer may know of, by programme and name. One query."""
    rows = _at_a_glance(viewer).select_related("programme", "authority")
    rows = rows.order_by("-programme__starts_on", "programme", "authority__name")
    return [(row, _glance(row)) for row in rows]


def place(viewer: Viewer, programme_id: UUID, authority_id: UUID) -> ProgrammeAuthority:
    """One authority in a programme. One query."""
    _insist_reads(viewer)
    rows = _places(viewer).select_related("programme", "authority")
    found = rows.filter(programme=programme_id, authority=authority_id).first()
    if found is None:
        raise NotFound(f"No authority {authority_id} in {programme_id}")
    return found


def place_shown(viewer: Viewer, programme_id: UUID, authority_id: UUID) -> PlaceShown:
    """One authority with all that its page shows. Six queries."""
    row = place(viewer, programme_id, authority_id)
    of_it = {"programme": row.programme_id, "authority": row.authority_id}
    sittings = Sitting.objects.filter(**of_it).order_by("-day", "-at")
    promises = Promise.objects.filter(**of_it)
    to_do = promises.filter(state=Promise.State.OPEN).order_by("by_day", "at")
    settled = promises.exclude(state=Promise.State.OPEN).order_by("-by_day", "-at")
    return PlaceShown(
        place=row,
        glance=glance(viewer, row.programme_id)[row.authority_id],
        sittings=tuple(sittings[:MOST_SHOWN]),
        promises=(*to_do[:MOST_SHOWN], *settled[:MOST_SHOWN]),
        said=tuple(quarters_said(viewer, row.programme_id, row.authority_id)),
    )


def sitting(viewer: Viewer, sitting_id: UUID, *, is_locked: bool = False) -> Sitting:
    """One visit or call that was held, locked for a change if asked."""
    _insist_reads(viewer)
    rows = _sittings(viewer).select_related("authority", "programme", "visit")
    return _one(rows, sitting_id, is_locked=is_locked)


def sitting_shown(viewer: Viewer, sitting_id: UUID) -> SittingShown:
    """A visit or a call with all that its page shows. Five queries."""
    row = sitting(viewer, sitting_id)
    owed, asked = owed_at(viewer, row)
    at_it = {"programme": row.programme_id, "sitting": row}
    made = Promise.objects.filter(**at_it).order_by("side", "by_day", "at")
    told = Promise.objects.filter(programme=row.programme_id, pk__in=list(asked))
    return SittingShown(
        row=row,
        owed=tuple(owed),
        asked=asked,
        asked_promises=tuple(told.order_by("side", "by_day", "at")),
        made=tuple(made),
        versions=row.version - 1,
    )


def owed_at(
    viewer: Viewer, row: Sitting
) -> tuple[list[Promise], dict[UUID, PromiseAnswer]]:
    """The promises made before this one that are still to do, and the newest that was
    said here of each, settled or not. Two queries."""
    _insist_reads(viewer)
    of_it = {"programme": row.programme_id, "authority": row.authority_id}
    before = Promise.objects.filter(
        **of_it, state=Promise.State.OPEN, sitting__day__lte=row.day
    ).exclude(sitting=row)
    answers = PromiseAnswer.objects.filter(**of_it, sitting=row).order_by("version")
    return (
        list(before.order_by("by_day", "at")),
        {one.promise_id: one for one in answers},
    )


def promise(viewer: Viewer, promise_id: UUID, *, is_locked: bool = False) -> Promise:
    """One promise, locked for a change if asked."""
    _insist_reads(viewer)
    rows = Promise.objects.filter(
        place_is_in_it(), programme__in=programmes_open_to(viewer)
    ).select_related("authority", "sitting")
    return _one(rows, promise_id, is_locked=is_locked)


def promise_shown(viewer: Viewer, promise_id: UUID) -> PromiseShown:
    """A promise, and what came of it each time. Two queries."""
    row = promise(viewer, promise_id)
    answers = PromiseAnswer.objects.filter(
        programme=row.programme_id, promise=row
    ).select_related("sitting")
    return PromiseShown(row, tuple(answers.order_by("-version")))


def dates_to_write_down(
    viewer: Viewer, row: Sitting, *, own: UUID | None
) -> list[Visit]:
    """The dates of the calendar with this authority that were not written down yet,
    and its `own`, which it stands for already. The latest first. One query."""
    return _dates(viewer, row.programme_id, row.authority_id, own)


def dates_of(viewer: Viewer, place: ProgrammeAuthority) -> list[Visit]:
    """As `dates_to_write_down`, before anything is written. One query."""
    return _dates(viewer, place.programme_id, place.authority_id, None)


def _dates(
    viewer: Viewer, programme_id: UUID, authority_id: UUID, own: UUID | None
) -> list[Visit]:
    taken = Sitting.objects.filter(
        programme=OuterRef("programme"), visit=OuterRef("pk")
    )
    free = Q(~Exists(taken), cancelled_on=None) | Q(pk=own)
    rows = visits_open_to(viewer).filter(
        free,
        programme=programme_id,
        authority=authority_id,
        day__lte=timezone.localdate(),
    )
    return list(rows.order_by("-day")[:MOST_SHOWN])


def _sittings(viewer: Viewer) -> QuerySet[Sitting]:
    return Sitting.objects.filter(
        place_is_in_it(), programme__in=programmes_open_to(viewer)
    )


def _one(rows: QuerySet[Row], wanted: UUID, *, is_locked: bool) -> Row:
    rows = rows.filter(pk=wanted)
    if is_locked:
        rows = rows.select_for_update(of=("self",))
    found = rows.first()
    if found is None:
        raise NotFound(f"Nothing {wanted}")
    return found


# what `_glance` reads of a row
HELD = ("last_visit", "last_call", "ahead", "next_visit", "late_here", "late_there")


def _at_a_glance(viewer: Viewer) -> QuerySet[Any]:
    _insist_reads(viewer)
    today = timezone.localdate()
    return _places(viewer).annotate(
        last_visit=_last("visit"),
        last_call=_last("call"),
        ahead=_ahead(today),
        next_visit=_next_visit(today),
        late_here=_late("programme", today),
        late_there=_late("authority", today),
    )


def _glance(row: Any) -> Glance:
    ahead = row.ahead or {}
    return Glance(
        last_visit=row.last_visit,
        last_call=row.last_call,
        next_day=date.fromisoformat(ahead["day"]) if ahead else None,
        next_is_visit=ahead.get("kind") == Visit.Kind.VISIT,
        overdue_by_programme=row.late_here,
        overdue_by_authority=row.late_there,
        next_visit=row.next_visit,
    )


def _places(viewer: Viewer) -> QuerySet[ProgrammeAuthority]:
    found = ProgrammeAuthority.objects.filter(
        in_it_today(), programme__in=programmes_open_to(viewer)
    )
    if viewer.authority_id:
        found = found.filter(authority=viewer.authority_id)
    return found


def _of_place(rows: QuerySet[Any]) -> QuerySet[Any]:
    return rows.filter(programme=OuterRef("programme"), authority=OuterRef("authority"))


def _last(kind: str) -> Subquery:
    rows = _of_place(Sitting.objects.filter(kind=kind))
    return Subquery(rows.order_by("-day").values("day")[:1])


def _ahead(today: date) -> Subquery:
    rows = _of_place(Visit.objects.filter(cancelled_on=None, day__gte=today))
    held = JSONObject(day="day", kind="kind")
    return Subquery(rows.order_by("day", "starts_at", "id").values(held=held)[:1])


def _next_visit(today: date) -> Subquery:
    rows = _of_place(
        Visit.objects.filter(cancelled_on=None, day__gte=today, kind=Visit.Kind.VISIT)
    )
    return Subquery(rows.order_by("day").values("day")[:1])


def _late(side: str, today: date) -> Coalesce:
    rows = _of_place(Promise.objects.filter(side=side, state="open", by_day__lt=today))
    count = rows.values("authority").annotate(held=Count("pk")).values("held")
    return Coalesce(Subquery(count, output_field=IntegerField()), 0)


def _insist_reads(viewer: Viewer) -> None:
    decision = policy.may_read(viewer)
    if not decision:
        raise PermissionDenied(decision.reason)
