"""Reads of workshops: the agenda, what the room said, what came of it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import (
    Case,
    CharField,
    Count,
    Exists,
    F,
    OuterRef,
    Q,
    QuerySet,
    Value,
    When,
)
from django.utils import timezone

from kinfold.gatherings import selectors as gatherings
from kinfold.gatherings.models import Gathering
from kinfold.platform.errors import NotFound
from kinfold.platform.models import Authority, Programme, ProgrammeAuthority
from kinfold.platform.programme_places import in_it_today, place_is_in_it
from kinfold.platform.programmes import programmes_open_to
from kinfold.platform.viewer import Viewer
from kinfold.workshops import policy
from kinfold.workshops.models import (
    Device,
    Highlight,
    Vote,
    WallNote,
    Workshop,
    WorkshopAction,
    WorkshopItem,
    WorkshopJournal,
)
from kinfold.workshops.policy import Visitor

LATELY = 92
"""Days for which a date that is over may still get its workshop."""


@dataclass(slots=True)
class Tally:
    """How often each number was chosen, in all and by authority (None: of none)."""

    votes: int = 0
    chosen: Counter[int] = field(default_factory=Counter)
    votes_of: Counter[UUID | None] = field(default_factory=Counter)
    chosen_of: dict[UUID | None, Counter[int]] = field(
        default_factory=lambda: defaultdict(Counter)
    )


@dataclass(frozen=True, slots=True)
class ItemShown:
    """An item with what the room said to it. Notes that were taken down are beside."""

    row: WorkshopItem
    tally: Tally
    notes: tuple[WallNote, ...]
    taken_down: tuple[WallNote, ...]


@dataclass(frozen=True, slots=True)
class WorkshopShown:
    """A workshop with everything on it."""

    row: Workshop
    items: tuple[ItemShown, ...]
    devices: int
    highlights: tuple[Highlight, ...]
    actions: tuple[WorkshopAction, ...]
    journal: WorkshopJournal | None
    places: tuple[Authority, ...]
    """The authorities in the programme today, by name."""


@dataclass(frozen=True, slots=True)
class PhoneShown:
    """What a telephone is shown: the questions that are on, and what it sent."""

    row: Workshop
    is_open: bool
    items: tuple[WorkshopItem, ...]
    votes: dict[UUID, list[int]]
    notes: dict[UUID, list[WallNote]]
    device: Device | None
    places: tuple[Authority, ...]

    @property
    def seen(self) -> str:
        """A mark of what is on, as of `on_now`."""
        return _stamp(self.items)


def open_programmes(viewer: Viewer) -> Sequence[Programme]:
    _insist_reads(viewer)
    return list(programmes_open_to(viewer))


def programme(viewer: Viewer, programme_id: UUID) -> Programme:
    """One programme of the viewer's.

    Raises:
        PermissionDenied: the viewer's role reads none.
        NotFound: there is none for this viewer.
    """
    _insist_reads(viewer)
    found = programmes_open_to(viewer).filter(pk=programme_id).first()
    if found is None:
        raise NotFound(f"No programme {programme_id}")
    return found


def workshops(viewer: Viewer) -> list[tuple[Workshop, bool]]:
    """The workshops of the viewer's programmes, and whether each has a journal; the
    latest first. Two queries."""
    _insist_reads(viewer)
    rows = _open_to(viewer)
    found = list(rows.select_related("programme").order_by("-held_on", "title"))
    made = WorkshopJournal.objects.filter(workshop__in=[one.pk for one in found])
    has = set(made.values_list("workshop_id", flat=True))
    return [(one, one.pk in has) for one in found]


def workshop(viewer: Viewer, workshop_id: UUID, *, is_locked: bool = False) -> Workshop:
    """One workshop, locked for a change if asked.

    Raises:
        PermissionDenied: the viewer's role reads none.
        NotFound: there is none for this viewer.
    """
    _insist_reads(viewer)
    rows = _open_to(viewer).filter(pk=workshop_id)
    if is_locked:
        rows = rows.select_for_update(of=("self",))
    found = rows.first()
    if found is None:
        raise NotFound(f"No workshop {workshop_id}")
    return found


def _open_to(viewer: Viewer) -> QuerySet[Workshop]:
    """Each with `where`: its place, or nothing where that is of a date of the calendar
    that is shown no more, as its host left the programme."""
    dates = gatherings.gatherings_open_to(viewer).filter(pk=OuterRef("gathering"))
    where = Case(
        When(Q(gathering=None) | Q(Exists(dates)), then=F("place")),
        default=Value(""),
        output_field=CharField(),
    )
    rows = Workshop.objects.filter(programme__in=programmes_open_to(viewer))
    return rows.annotate(where=where)


def date_of(viewer: Viewer, row: Workshop) -> Gathering | None:
    """The date of the calendar that it is the room of, as far as it is still shown."""
    if row.gathering_id is None:
        return None
    return gatherings.gatherings_open_to(viewer).filter(pk=row.gathering_id).first()


def hold_date(viewer: Viewer, gathering_id: UUID | None) -> None:
    """Until the transaction ends nobody moves the date. Asked for before the workshop
    is locked: whoever moves a date locks the two in this order."""
    if gathering_id is not None:
        rows = gatherings.gatherings_open_to(viewer).filter(pk=gathering_id)
        rows.select_for_update(of=("self",)).first()


def dates_to_choose(
    viewer: Viewer, programme_id: UUID, chosen: UUID | None = None
) -> list[Gathering]:
    """The dates that a workshop may be the room of: what comes, what was held lately,
    and the one that is chosen. One query."""
    lately = timezone.localdate() - timedelta(days=LATELY)
    rows = gatherings.gatherings_open_to(viewer).filter(programme=programme_id)
    fits = Q(cancelled_on=None, day__gte=lately) | Q(pk=chosen)
    return list(rows.filter(fits).order_by("day", "starts_at")[: gatherings.MOST_SHOWN])


def item(
    viewer: Viewer, workshop_id: UUID, item_id: UUID, *, is_locked: bool = False
) -> WorkshopItem:
    """One item of a workshop of the viewer's.

    Raises:
        PermissionDenied, NotFound: as of `workshop`, or it has no such item.
    """
    row = workshop(viewer, workshop_id, is_locked=is_locked)
    found = WorkshopItem.objects.filter(
        programme=row.programme_id, workshop=row, pk=item_id
    ).first()
    if found is None:
        raise NotFound(f"No item {item_id}")
    return found


def note(viewer: Viewer, workshop_id: UUID, note_id: UUID) -> WallNote:
    """One note of a workshop of the viewer's, taken down or not.

    Raises:
        PermissionDenied, NotFound: as of `workshop`, or it has no such note.
    """
    row = workshop(viewer, workshop_id)
    found = WallNote.objects.filter(
        programme=row.programme_id, workshop=row, pk=note_id
    ).first()
    if found is None:
        raise NotFound(f"No note {note_id}")
    return found


def action_of(viewer: Viewer, workshop_id: UUID, action_id: UUID) -> WorkshopAction:
    """One action of a workshop of the viewer's.

    Raises:
        PermissionDenied, NotFound: as of `workshop`, or it has no such action.
    """
    row = workshop(viewer, workshop_id)
    found = WorkshopAction.objects.filter(
        programme=row.programme_id, workshop=row, pk=action_id
    ).first()
    if found is None:
        raise NotFound(f"No action {action_id}")
    return found


def shown(viewer: Viewer, workshop_id: UUID) -> WorkshopShown:
    """A workshop with everything on it. Nine queries, however full the room.

    Raises:
        PermissionDenied, NotFound: as of `workshop`.
    """
    row = workshop(viewer, workshop_id)
    here = Q(programme=row.programme_id, workshop=row)
    places = _places(row)
    tallies = _tallies(here, {one.pk for one in places})
    up: dict[UUID, list[WallNote]] = defaultdict(list)
    down: dict[UUID, list[WallNote]] = defaultdict(list)
    for one in WallNote.objects.filter(here).order_by("at", "pk"):
        (down if one.taken_down_at else up)[one.item_id].append(one)
    items = WorkshopItem.objects.filter(here).order_by("position", "pk")
    return WorkshopShown(
        row=row,
        items=tuple(
            ItemShown(one, tallies[one.pk], tuple(up[one.pk]), tuple(down[one.pk]))
            for one in items
        ),
        devices=Device.objects.filter(here).count(),
        highlights=tuple(newest_highlights(viewer, row)),
        actions=tuple(WorkshopAction.objects.filter(here).order_by("due_on", "pk")),
        journal=_newest_journal(row),
        places=places,
    )


def newest_highlights(viewer: Viewer, row: Workshop) -> list[Highlight]:
    """The newest of each authority that is in the programme today. One query."""
    _insist_reads(viewer)
    rows = Highlight.objects.filter(
        place_is_in_it(), programme=row.programme_id, workshop=row
    )
    newest = rows.order_by("authority", "-version").distinct("authority")
    found = list(newest.select_related("authority"))
    return sorted(found, key=lambda one: one.authority.name)


def has_journal(viewer: Viewer, row: Workshop) -> bool:
    """Whether what the room said was published. One query."""
    _insist_reads(viewer)
    return _newest_journal(row) is not None


def _newest_journal(row: Workshop) -> WorkshopJournal | None:
    rows = WorkshopJournal.objects.filter(programme=row.programme_id, workshop=row)
    return rows.order_by("-version").first()


def for_phone(viewer: Visitor, *, is_shown: bool = True) -> PhoneShown | None:
    """What the device is shown, None when no workshop has this code. Six queries.

    To keep a vote nothing is shown: what it sent before and the list of authorities
    are left out then. Three queries.
    Runs as the visitor: the fences show this workshop and this device's rows alone.
    """
    row = Workshop.objects.filter(code=viewer.code).first()
    if row is None:
        return None
    here = Q(programme=row.programme_id, workshop=row)
    is_open = policy.is_open(row.state, row.open_until, timezone.now())
    items = WorkshopItem.objects.filter(here, state=WorkshopItem.State.OPEN)
    votes = Vote.objects.filter(here, device=viewer.device_id)
    notes: dict[UUID, list[WallNote]] = defaultdict(list)
    mine = WallNote.objects.filter(here, device=viewer.device_id)
    for one in mine.order_by("at", "pk") if is_shown else ():
        notes[one.item_id].append(one)
    return PhoneShown(
        row=row,
        is_open=is_open,
        items=tuple(items.order_by("position", "pk")) if is_open else (),
        votes={one.item_id: one.numbers for one in votes} if is_shown else {},
        notes=notes,
        device=Device.objects.filter(here, pk=viewer.device_id).first(),
        places=_places(row) if is_shown else (),
    )


def on_now(viewer: Visitor) -> str:
    """What is on, as a mark that changes when the facilitator moves on. Two queries."""
    row = Workshop.objects.filter(code=viewer.code).first()
    if row is None or not policy.is_open(row.state, row.open_until, timezone.now()):
        return "over"
    items = WorkshopItem.objects.filter(
        programme=row.programme_id, workshop=row, state=WorkshopItem.State.OPEN
    )
    return _stamp(list(items.order_by("position", "pk")))


def _stamp(items: Sequence[WorkshopItem]) -> str:
    return ".".join(f"{one.pk.hex[-6:]}{one.version}" for one in items) or "nothing"


def _places(row: Workshop) -> tuple[Authority, ...]:
    standing = ProgrammeAuthority.objects.filter(
        in_it_today(), programme=row.programme_id
    )
    found = Authority.objects.filter(pk__in=standing.values("authority"))
    return tuple(found.order_by("name"))


def _tallies(here: Q, places: set[UUID]) -> dict[UUID, Tally]:
    """Counted by the database: one row for each way of voting. One query."""
    found: dict[UUID, Tally] = defaultdict(Tally)
    groups = (
        Vote.objects.filter(here)
        .values_list("item_id", "numbers", "device__authority_id")
        .annotate(count=Count("pk"))
    )
    for item_id, numbers, authority_id, count in groups:
        place = authority_id if authority_id in places else None
        tally = found[item_id]
        tally.votes += count
        tally.votes_of[place] += count
        for number in numbers:
            tally.chosen[number] += count
            tally.chosen_of[place][number] += count
    return found


def _insist_reads(viewer: Viewer) -> None:
    decision = policy.may_read(viewer)
    if not decision:
        raise PermissionDenied(decision.reason)
