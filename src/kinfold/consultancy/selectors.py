"""Reads of visits, calls and promises. Those of an authority that left are shown to
nobody.

Viewer first. Raises, everywhere:
    PermissionDenied: the viewer's role reads none.
    NotFound: there is no such thing for the viewer.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from types import MappingProxyType
from typing import Any, TypeAlias, TypeVar, Unpack
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import (
    Count,
    DateField,
    Exists,
    F,
    Max,
    Min,
    OuterRef,
    Q,
    QuerySet,
    Value,
    Window,
)
from django.db.models.functions import Cast
from django.utils import timezone

from kinfold.consultancy import policy
from kinfold.consultancy.models import Promise, PromiseAnswer, Sitting
from kinfold.gatherings.models import Visit
from kinfold.gatherings.said import QuarterSaid, quarters_said
from kinfold.gatherings.selectors import visits_open_to
from kinfold.platform.errors import NotFound
from kinfold.platform.kept_queries import kept
from kinfold.platform.models import ProgrammeAuthority
from kinfold.platform.programme_places import in_it_today, place_is_in_it
from kinfold.platform.programmes import (
    There,
    open_at,
    programmes_open_to,
    there,
)
from kinfold.platform.viewer import Viewer

MOST_SHOWN = 100


Row = TypeVar("Row", Sitting, Promise)
_Told: TypeAlias = tuple[UUID, str, date | None, date | None, int, int]


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
) -> Mapping[UUID, Glance]:
    """Every authority whose visits the viewer may know of, by its id. One query.

    A member of the programme reads each; an authority reads its own.
    """
    _insist_reads(viewer)
    return _glances(tuple(_told(**there(viewer, programme_id, place))))


def overview(viewer: Viewer) -> list[tuple[ProgrammeAuthority, Glance]]:
    """Every authority the viewer may know of, by programme and name. One query, and
    one more for each programme."""
    _insist_reads(viewer)
    found = _places(viewer).select_related("programme", "authority")
    rows = list(found.order_by("-programme__starts_on", "programme", "authority__name"))
    held = {one: glance(viewer, one) for one in {row.programme_id for row in rows}}
    return [(row, held[row.programme_id][row.authority_id]) for row in rows]


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
        glance=glance(viewer, row.programme_id, row.authority_id)[row.authority_id],
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


@kept
def _told(**asked: Unpack[There]) -> QuerySet[Any, _Told]:
    """Each authority that is in it today, and what is known of any, each kind read once
    however many authorities there are. A row is authority, what it tells, two days and
    two counts."""
    open_to, today, place = open_at(**asked), timezone.localdate(), "authority_id"
    no_day, none = Cast(Value(None), DateField()), Value(0)
    places = ProgrammeAuthority.objects.filter(open_to, in_it_today())
    held = Sitting.objects.filter(open_to).values(place)
    ahead = Visit.objects.filter(open_to, cancelled_on=None, day__gte=today)
    next_visit = Min("day", filter=Q(kind=Visit.Kind.VISIT))
    late = Promise.objects.filter(open_to, state=Promise.State.OPEN, by_day__lt=today)
    return places.values_list(place, Value("place"), no_day, no_day, none, none).union(
        held.annotate(
            visited=Max("day", filter=Q(kind=Sitting.Kind.VISIT)),
            called=Max("day", filter=Q(kind=Sitting.Kind.CALL)),
        ).values_list(place, Value("last"), "visited", "called", none, none),
        ahead.annotate(visit=Window(next_visit, partition_by=F(place)))
        .order_by(place, "day", "starts_at", "id")
        .distinct(place)
        .values_list(place, "kind", "day", "visit", none, none),
        late.values(place)
        .annotate(
            here=Count("pk", filter=Q(side=Promise.Side.PROGRAMME)),
            there=Count("pk", filter=Q(side=Promise.Side.AUTHORITY)),
        )
        .values_list(place, Value("late"), no_day, no_day, "here", "there"),
        all=True,
    )


@lru_cache(maxsize=32)  # many ask, and few write a visit or a promise down
def _glances(told: tuple[_Told, ...]) -> Mapping[UUID, Glance]:
    """By authority; what is told of one that left goes nowhere."""
    nothing = (None, None, 0, 0)
    known: defaultdict[UUID, dict[str, tuple[Any, ...]]] = defaultdict(dict)
    for place_id, what, *parts in told:
        known[place_id][what] = tuple(parts)
    found = {}
    for place_id, by_what in known.items():
        if "place" not in by_what:
            continue
        last, late = by_what.get("last", nothing), by_what.get("late", nothing)
        visit = by_what.get(Visit.Kind.VISIT, nothing)
        call = by_what.get(Visit.Kind.CALL, nothing)
        found[place_id] = Glance(
            last_visit=last[0],
            last_call=last[1],
            next_day=visit[0] or call[0],
            next_is_visit=visit is not nothing,
            overdue_by_programme=late[2],
            overdue_by_authority=late[3],
            next_visit=visit[1] or call[1],
        )
    return MappingProxyType(found)


def _places(viewer: Viewer) -> QuerySet[ProgrammeAuthority]:
    found = ProgrammeAuthority.objects.filter(
        in_it_today(), programme__in=programmes_open_to(viewer)
    )
    if viewer.authority_id:
        found = found.filter(authority=viewer.authority_id)
    return found


def _insist_reads(viewer: Viewer) -> None:
    decision = policy.may_read(viewer)
    if not decision:
        raise PermissionDenied(decision.reason)
