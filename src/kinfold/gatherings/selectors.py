"""Reads of the calendar. What came from an authority that left is shown to nobody."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, time
from functools import lru_cache
from types import MappingProxyType
from typing import Any, Unpack
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import DateField, QuerySet, TimeField, UUIDField, Value
from django.db.models.functions import Cast
from django.utils import timezone

from kinfold.gatherings import policy
from kinfold.gatherings.models import (
    AgreedAction,
    Gathering,
    GatheringVersion,
    Guest,
    GuestAnswer,
    GuestInvitation,
    InvitedPlace,
    Visit,
    VisitMove,
)
from kinfold.platform.errors import NotFound
from kinfold.platform.kept_queries import kept
from kinfold.platform.models import Authority, Programme, ProgrammeAuthority
from kinfold.platform.programme_places import in_it_today, place_is_in_it
from kinfold.platform.programmes import (
    There,
    open_at,
    open_there,
    programmes_open_to,
    there,
)
from kinfold.platform.viewer import Viewer

MOST_SHOWN = 300
"""Of one list. Three years of ten dates a month fit into it."""


@dataclass(frozen=True, slots=True)
class NextEvent:
    """What comes next for an authority."""

    id: UUID
    is_visit: bool
    kind: str
    """The word shown for its kind."""
    title: str
    day: date
    starts_at: time | None


@dataclass(frozen=True, slots=True)
class Moved:
    """When something was to be before it was last moved, and why it was moved."""

    day: date
    starts_at: time | None
    ends_at: time | None
    why: str


@dataclass(frozen=True, slots=True)
class GatheringShown:
    """A gathering with all that its page shows."""

    row: Gathering
    programme: Programme
    places: tuple[Authority, ...]
    guests: tuple[Guest, ...]
    mine: Guest | None
    agreed: tuple[AgreedAction, ...]
    is_kept: bool
    """By the viewer: they see who was asked, and why somebody cannot come."""
    viewer_id: int
    series: tuple[Gathering, ...]
    whys: dict[UUID, str] = field(default_factory=dict)
    """By guest, as far as the viewer may read them: the fence of the rows decides."""
    invitations: tuple[GuestInvitation, ...] = ()
    """Who is asked by name: all of them for whoever keeps this date, else one's own."""
    moved: Moved | None = None

    @property
    def coming(self) -> int:
        return sum(one.answer == "comes" and not one.is_waiting for one in self.guests)


def open_programmes(viewer: Viewer) -> Sequence[Programme]:
    insist_sees(viewer)
    return list(programmes_open_to(viewer))


def programme(viewer: Viewer, programme_id: UUID) -> Programme:
    """One programme of the viewer's.

    Raises:
        PermissionDenied: the viewer's role sees none.
        NotFound: there is none for this viewer.
    """
    insist_sees(viewer)
    found = programmes_open_to(viewer).filter(pk=programme_id).first()
    if found is None:
        raise NotFound(f"No programme {programme_id}")
    return found


def places_of(viewer: Viewer, programme_id: UUID) -> list[Authority]:
    """The authorities that are in the programme today, by name. One query."""
    insist_sees(viewer)
    places = ProgrammeAuthority.objects.filter(in_it_today(), programme=programme_id)
    found = Authority.objects.filter(pk__in=places.values("authority"))
    return list(found.order_by("name"))


def gatherings(viewer: Viewer, *, before: date | None = None) -> list[Gathering]:
    """From today on, the next first; or those before a day, the latest first."""
    return list(_of_days(gatherings_open_to(viewer), before))


def visits(viewer: Viewer, *, before: date | None = None) -> list[Visit]:
    """Visits and calls that the viewer may know of, as `gatherings` gives them."""
    return list(_of_days(visits_open_to(viewer), before))


def get(viewer: Viewer, gathering_id: UUID, *, is_locked: bool = False) -> Gathering:
    """One gathering, locked for a change if asked.

    Raises:
        PermissionDenied: the viewer's role sees none.
        NotFound: there is none for this viewer.
    """
    rows = gatherings_open_to(viewer).filter(pk=gathering_id)
    if is_locked:
        rows = rows.select_for_update(of=("self",))
    found = rows.first()
    if found is None:
        raise NotFound(f"No gathering {gathering_id}")
    return found


def why_changed(viewer: Viewer, row: Gathering) -> str:
    """What was said of its last change; nothing where it stands as it was planned."""
    changes = GatheringVersion.objects.filter(
        programme__in=programmes_open_to(viewer), gathering=row
    )
    newest = changes.order_by("-version").first()
    return newest.why if newest else ""


def visit(viewer: Viewer, visit_id: UUID, *, is_locked: bool = False) -> Visit:
    """One visit or call, locked for a change if asked.

    Raises:
        PermissionDenied: the viewer's role sees none.
        NotFound: there is none for this viewer.
    """
    rows = visits_open_to(viewer).filter(pk=visit_id)
    if is_locked:
        rows = rows.select_for_update(of=("self",))
    found = rows.first()
    if found is None:
        raise NotFound(f"No visit {visit_id}")
    return found


def visits_open_to(viewer: Viewer) -> QuerySet[Visit]:
    insist_sees(viewer)
    rows = Visit.objects.filter(
        place_is_in_it(), programme__in=programmes_open_to(viewer)
    )
    return rows.select_related("authority")


def shown(viewer: Viewer, gathering_id: UUID) -> GatheringShown:
    """One gathering with all that its page shows. Eight queries, nine where moved.

    Raises:
        PermissionDenied, NotFound: as `get`.
    """
    row = get(viewer, gathering_id)
    guests = tuple(guests_of(viewer, row))
    of_it = {"programme": row.programme_id, "gathering": row}
    invited = InvitedPlace.objects.filter(place_is_in_it(), **of_it)
    series = Gathering.objects.none()
    if row.series_id:
        series = gatherings_open_to(viewer).filter(series_id=row.series_id)
    return GatheringShown(
        row=row,
        programme=programme(viewer, row.programme_id),
        places=tuple(
            Authority.objects.filter(pk__in=invited.values("authority")).order_by(
                "name"
            )
        ),
        guests=guests,
        mine=next((one for one in guests if one.user_id == viewer.user_id), None),
        is_kept=bool(policy.may_keep(viewer, row.host_id)),
        viewer_id=viewer.user_id,
        agreed=tuple(AgreedAction.objects.filter(**of_it).order_by("by_day", "at")),
        series=tuple(series.order_by("day")),
        whys=_whys(row),
        invitations=tuple(_invitations(viewer, row)),
        moved=_last_move(row) if row.moves else None,
    )


def _last_move(row: Gathering) -> Moved | None:
    """From when it was last moved: the newest that it said with another day or time."""
    rows = GatheringVersion.objects.filter(programme=row.programme_id, gathering=row)
    now = (row.day, row.starts_at, row.ends_at)
    for one in rows.order_by("-version"):
        said = one.said
        was = (
            date.fromisoformat(said["day"]),
            _time(said["starts_at"]),
            _time(said["ends_at"]),
        )
        if was != now:
            return Moved(*was, one.why)
    return None


def _time(said: str | None) -> time | None:
    return time.fromisoformat(said) if said else None


def visit_moved(viewer: Viewer, row: Visit) -> Moved | None:
    """From when a visit was last moved; None where it was not. One query."""
    insist_sees(viewer)
    rows = VisitMove.objects.filter(
        programme=row.programme_id, authority=row.authority_id, visit=row
    )
    for one in rows.order_by("-version"):
        if (one.day, one.starts_at, one.ends_at) != (
            row.day, row.starts_at, row.ends_at,
        ):  # fmt: skip
            return Moved(one.day, one.starts_at, one.ends_at, one.why)
    return None


def guests_of(viewer: Viewer, row: Gathering) -> QuerySet[Guest]:
    """Who has answered, by name; nobody of an authority that left."""
    insist_sees(viewer)
    guests = Guest.objects.filter(
        place_is_in_it(), programme=row.programme_id, gathering=row
    )
    return guests.select_related("authority").order_by("name", "id")


def _whys(row: Gathering) -> dict[UUID, str]:
    """What stands beside the newest answer of each guest."""
    said = GuestAnswer.objects.filter(programme=row.programme_id, guest__gathering=row)
    newest = said.order_by("guest", "-at", "-id").distinct("guest")
    return dict(newest.values_list("guest", "why"))


def _invitations(viewer: Viewer, row: Gathering) -> QuerySet[GuestInvitation]:
    rows = GuestInvitation.objects.filter(
        place_is_in_it(),
        programme=row.programme_id,
        gathering=row,
        taken_back_at=None,
    )
    if not policy.may_keep(viewer, row.host_id):
        rows = rows.filter(user_id=viewer.user_id)
    return rows.select_related("authority").order_by("name", "id")


def agreed_action(viewer: Viewer, action_id: UUID) -> AgreedAction:
    """One thing agreed, locked for a change.

    Raises:
        PermissionDenied: the viewer's role sees none.
        NotFound: there is none for this viewer.
    """
    rows = AgreedAction.objects.filter(
        pk=action_id, gathering__in=gatherings_open_to(viewer).values("pk")
    )
    found = rows.select_for_update(of=("self",)).select_related("gathering").first()
    if found is None:
        raise NotFound(f"No agreed action {action_id}")
    return found


def next_of(
    viewer: Viewer, programme_id: UUID, place: UUID | None = None
) -> Mapping[UUID, NextEvent]:
    """What comes next for each authority of the programme, by authority; those for
    whom nothing is planned are left out. One query."""
    insist_sees(viewer)
    return _next(tuple(_ahead(**there(viewer, programme_id, place))))


@lru_cache(maxsize=32)  # many ask, and few change the calendar
def _next(told: tuple[tuple[Any, ...], ...]) -> Mapping[UUID, NextEvent]:
    """What is told of an authority that left goes nowhere."""
    places, meets, sits = set(), {}, {}
    for where, what, *event in told:
        if what == "place":
            places.add(where)
        elif what == "visit":
            sits[where] = _event(event, is_visit=True)
        else:  # under None what is for everybody
            meets[where] = _event(event, is_visit=False)
    found = {}
    for where in places:
        named = [meets[one] for one in (None, where) if one in meets]
        events = [*([min(named, key=_soonest)] if named else [])]
        events += [sits[where]] if where in sits else []
        if events:
            found[where] = min(
                events, key=lambda one: (one.day, one.starts_at or time.min)
            )
    return MappingProxyType(found)


def _soonest(one: NextEvent) -> tuple[object, ...]:
    """What has no hour comes after what has one on that day."""
    return one.day, one.starts_at is None, one.starts_at or time.min, one.id


@kept
def _ahead(**asked: Unpack[There]) -> QuerySet[Any, tuple[Any, ...]]:
    """Rows of (authority, what it is, id, kind, title, day, start): each authority,
    the next gathering for all, and of each the next it is named for and its next
    visit. Read once, however many authorities there are."""
    open_to, today = open_there(**asked), timezone.localdate()
    here, in_order = open_at(**asked), ("day", "starts_at", "id")
    coming = Gathering.objects.filter(
        open_to, place_is_in_it("host"), cancelled_on=None, day__gte=today
    )
    named = InvitedPlace.objects.filter(here, gathering__in=coming.values("pk"))
    visits = Visit.objects.filter(here, cancelled_on=None, day__gte=today)
    nothing = (Cast(Value(None), UUIDField()), Value(""), Value(""))
    at_no_time = (Cast(Value(None), DateField()), Cast(Value(None), TimeField()))
    places = ProgrammeAuthority.objects.filter(here, in_it_today()).values_list(
        "authority_id", Value("place"), *nothing, *at_no_time
    )
    for_all = coming.filter(is_for_all=True).order_by(*in_order)
    of_gathering = [f"gathering__{one}" for one in in_order]
    return places.union(
        for_all.values_list(
            nothing[0], Value("for all"), "id", "kind", "title", "day", "starts_at"
        )[:1],
        named.order_by("authority", *of_gathering)
        .distinct("authority")
        .values_list(
            "authority_id",
            Value("named"),
            "gathering__id",
            "gathering__kind",
            "gathering__title",
            "gathering__day",
            "gathering__starts_at",
        ),
        visits.order_by("authority", *in_order)
        .distinct("authority")
        .values_list(
            "authority_id", Value("visit"), "id", "kind", Value(""), "day", "starts_at"
        ),
        all=True,
    )


def _event(held: Sequence[Any], *, is_visit: bool) -> NextEvent:
    event_id, kind, title, day, starts_at = held
    kinds = Visit.Kind if is_visit else Gathering.Kind
    word = str(kinds(kind).label)
    return NextEvent(
        event_id, is_visit, word, word if is_visit else title, day, starts_at
    )


def gatherings_open_to(viewer: Viewer) -> QuerySet[Gathering]:
    insist_sees(viewer)
    rows = Gathering.objects.filter(
        place_is_in_it("host"), programme__in=programmes_open_to(viewer)
    )
    return rows.select_related("host")


def _of_days(rows: QuerySet[Any], before: date | None) -> QuerySet[Any]:
    if before is None:
        today = timezone.localdate()
        return rows.filter(day__gte=today).order_by("day", "starts_at")[:MOST_SHOWN]
    return rows.filter(day__lt=before).order_by("-day", "starts_at")[:MOST_SHOWN]


def insist_sees(viewer: Viewer) -> None:
    decision = policy.may_see(viewer)
    if not decision:
        raise PermissionDenied(decision.reason)
