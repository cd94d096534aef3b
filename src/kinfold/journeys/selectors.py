"""Reads of journeys. Those of an authority that left are shown to nobody.

Viewer first. Raises, everywhere:
    PermissionDenied: the viewer's role reads none.
    NotFound: there is no such thing for the viewer.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from types import MappingProxyType
from typing import Any, Unpack
from uuid import UUID

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Prefetch, QuerySet
from django.utils import timezone

from kinfold.journeys import policy
from kinfold.journeys.models import (
    Deliverable,
    DeliverableEntry,
    DeliverableEvidence,
    PhaseEntry,
    RoadEvent,
)
from kinfold.platform.errors import NotFound
from kinfold.platform.kept_queries import kept
from kinfold.platform.models import Programme, ProgrammeAuthority
from kinfold.platform.programme_places import in_it_today, place_is_in_it
from kinfold.platform.programmes import (
    There,
    open_at,
    programmes_open_to,
    there,
)
from kinfold.platform.viewer import Viewer
from kinfold_core.practice.phases import (
    Entry,
    Phase,
    Stretch,
    stretch_on,
    stretches,
)
from kinfold_measures.areas import Area
from kinfold_measures.catalogue import BY_CODE, COLUMNS
from kinfold_measures.england import Panel, kept_panel
from kinfold_measures.ofsted import Judgement
from kinfold_measures.picture import Picture, picture_of
from kinfold_measures.targets import HEADLINES


@dataclass(frozen=True, slots=True)
class Glance:
    """Where an authority stands on its road today."""

    phase: Phase
    since: date


@dataclass(frozen=True, slots=True)
class JourneyShown:
    """An authority's road in a programme: its phases, and every entry, newest first."""

    place: ProgrammeAuthority
    entries: tuple[PhaseEntry, ...]
    stretches: tuple[Stretch, ...]
    judgements: tuple[Judgement, ...]
    events: tuple[RoadEvent, ...]
    """All that was written down, the latest day first; those taken back too."""
    pictures: tuple[Picture, ...]
    """The published figures of the programme's aims; none where none are published."""

    @property
    def version(self) -> int:
        """The number of the newest entry; 0 before the first."""
        return self.entries[0].number if self.entries else 0

    def event(self, road_event_id: UUID) -> RoadEvent:
        """One that stands on this road, or was taken back."""
        for one in self.events:
            if one.pk == road_event_id:
                return one
        raise NotFound(f"No event {road_event_id}")


@dataclass(frozen=True, slots=True)
class DeliverableShown:
    """A deliverable: every entry, newest first, and what was seen of it, latest day
    first, so far as the viewer may read it."""

    row: Deliverable
    entries: tuple[DeliverableEntry, ...]
    evidence: tuple[DeliverableEvidence, ...]

    @property
    def now(self) -> DeliverableEntry:
        return self.entries[0]


def open_programmes(viewer: Viewer) -> list[Programme]:
    _insist_reads(viewer)
    return list(programmes_open_to(viewer).order_by("-starts_on", "name"))


def places_of(viewer: Viewer, programme_id: UUID) -> list[ProgrammeAuthority]:
    """The authorities whose journeys the viewer may read, by name. One query.

    A member of the programme reads each; an authority reads its own.
    """
    _insist_reads(viewer)
    found = ProgrammeAuthority.objects.filter(
        in_it_today(), programme__in=programmes_open_to(viewer), programme=programme_id
    )
    if viewer.authority_id:
        found = found.filter(authority=viewer.authority_id)
    return list(
        found.select_related("authority", "programme").order_by("authority__name")
    )


def glance(
    viewer: Viewer, programme_id: UUID, place: UUID | None = None
) -> Mapping[UUID, Glance]:
    """Where each authority stands today, by its id; none has begun where it is not
    named. One query."""
    _insist_reads(viewer)
    told = _phases(**there(viewer, programme_id, place))
    return _stand(tuple(told), timezone.localdate())


@lru_cache(maxsize=32)  # many ask, and few write a phase down
def _stand(told: tuple[tuple[Any, ...], ...], today: date) -> Mapping[UUID, Glance]:
    by_place: dict[UUID, list[Entry]] = {}
    for where, number, phase, day, replaces in told:
        entry = Entry(number, Phase(phase), day, replaces)
        by_place.setdefault(where, []).append(entry)
    found = {}
    for where, entries in by_place.items():
        now = stretch_on(stretches(entries), today)
        if now is not None:
            found[where] = Glance(now.phase, now.first)
    return MappingProxyType(found)


@kept
def _phases(**asked: Unpack[There]) -> QuerySet[PhaseEntry, tuple[Any, ...]]:
    rows = PhaseEntry.objects.filter(open_at(**asked), place_is_in_it())
    return rows.values_list("authority", "number", "phase", "begins_on", "replaces")


def phase_of(
    viewer: Viewer, programme_id: UUID, authority_id: UUID, day: date
) -> Phase | None:
    """The phase an authority was in on a day; None before its first, or unknown."""
    found = journey(viewer, programme_id, authority_id)
    stretch = stretch_on(found.stretches, day)
    return stretch.phase if stretch else None


def journey(viewer: Viewer, programme_id: UUID, authority_id: UUID) -> JourneyShown:
    """One authority's road. Four queries."""
    places = places_of(viewer, programme_id)
    place = next((one for one in places if one.authority_id == authority_id), None)
    if place is None:
        raise NotFound(f"No journey of {authority_id} in {programme_id}")
    rows = PhaseEntry.objects.filter(programme=programme_id, authority=authority_id)
    entries = tuple(rows.order_by("-number"))
    events = RoadEvent.objects.filter(programme=programme_id, authority=authority_id)
    events = events.prefetch_related("taken_back").order_by("-happened_on", "-at")
    panel = kept_panel(settings.PROJECT / "data" / "england", COLUMNS)
    area = panel.by_slug(place.authority.slug)
    return JourneyShown(
        place,
        entries,
        tuple(stretches(one.entry for one in entries)),
        tuple(panel.judgements.get(area.code, ())) if area else (),
        tuple(events),
        _pictures(panel, area) if area else (),
    )


@lru_cache(maxsize=512)
def _pictures(panel: Panel, area: Area) -> tuple[Picture, ...]:
    return tuple(picture_of(panel, BY_CODE[code], area) for code in HEADLINES)


def programme(viewer: Viewer, programme_id: UUID) -> Programme:
    _insist_reads(viewer)
    found = programmes_open_to(viewer).filter(pk=programme_id).first()
    if found is None:
        raise NotFound(f"No programme {programme_id}")
    return found


def deliverables(viewer: Viewer, programme_id: UUID) -> list[DeliverableShown]:
    """What the programme makes, the oldest first. Three queries."""
    _insist_reads(viewer)
    rows = Deliverable.objects.filter(
        programme__in=programmes_open_to(viewer), programme=programme_id
    )
    entries = DeliverableEntry.objects.order_by("-number")
    seen = DeliverableEvidence.objects.filter(place_is_in_it())
    if viewer.authority_id:
        seen = seen.filter(authority=viewer.authority_id)
    seen = seen.select_related("authority").order_by("-seen_on", "-at")
    found = rows.prefetch_related(
        Prefetch("entries", entries), Prefetch("evidence", seen)
    )
    return [
        DeliverableShown(one, tuple(one.entries.all()), tuple(one.evidence.all()))
        for one in found.order_by("at", "pk")
    ]


def deliverable(
    viewer: Viewer, programme_id: UUID, deliverable_id: UUID
) -> DeliverableShown:
    for one in deliverables(viewer, programme_id):
        if one.row.pk == deliverable_id:
            return one
    raise NotFound(f"No deliverable {deliverable_id} in {programme_id}")


def glance_at_deliverables(
    viewer: Viewer, programme_id: UUID, place: UUID | None = None
) -> dict[UUID, int]:
    """Of how many deliverables something was seen, by the authority's id; none was
    where it is not named. One query."""
    _insist_reads(viewer)
    return dict(_seen(**there(viewer, programme_id, place)))


@kept
def _seen(**asked: Unpack[There]) -> QuerySet[DeliverableEvidence, tuple[UUID, int]]:
    rows = DeliverableEvidence.objects.filter(open_at(**asked), place_is_in_it())
    counted = rows.values("authority").annotate(
        seen=Count("deliverable", distinct=True)
    )
    return counted.values_list("authority", "seen")


def _insist_reads(viewer: Viewer) -> None:
    decision = policy.may_read(viewer)
    if not decision:
        raise PermissionDenied(decision.reason)
