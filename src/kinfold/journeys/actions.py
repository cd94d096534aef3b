"""Writing down when a phase of a journey began, and what the programme makes."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from kinfold.journeys import policy, selectors
from kinfold.journeys.models import (
    Deliverable,
    DeliverableEntry,
    DeliverableEvidence,
    PhaseEntry,
)
from kinfold.platform import audit
from kinfold.platform.models import said_by
from kinfold.platform.one_at_a_time import one_at_a_time
from kinfold.platform.viewer import Viewer
from kinfold.records.errors import CannotDo, StaleVersion
from kinfold_core.decision import Decision
from kinfold_core.practice.phases import Entry, Phase, what_is_missing


@dataclass(frozen=True, slots=True)
class Begun:
    """That a phase began; `replaces` is the number of the entry that this corrects."""

    phase: Phase
    begins_on: date
    reason: str = ""
    replaces: int | None = None


@transaction.atomic
def record_phase(
    *,
    programme_id: UUID,
    place: UUID,
    begun: Begun,
    seen_version: int,
    by: Viewer,
    is_synthetic: bool = False,
) -> PhaseEntry:
    """Keep that a phase began, or correct an earlier entry. Each is a row of its own.

    Raises:
        PermissionDenied: it is another authority's, or not theirs to write.
        NotFound: there is no such authority in the programme for them.
        CannotDo: the day is to come or taken, or a reason is missing.
        StaleVersion: somebody else wrote an entry since the page was shown.
    """
    # rows are never changed, so there is none to lock
    one_at_a_time(f"journey of {place} in {programme_id}")
    shown = selectors.journey(by, programme_id, place)
    _insist(policy.may_keep(by, place))
    if shown.version != seen_version:
        raise StaleVersion(shown)
    if begun.begins_on > timezone.localdate():
        raise CannotDo("This day has not come yet", "begins_on")
    new = Entry(seen_version + 1, begun.phase, begun.begins_on, begun.replaces)
    missing = what_is_missing(new, [one.entry for one in shown.entries], begun.reason)
    for field, sentence in missing.items():
        raise CannotDo(sentence, field)
    row = PhaseEntry(
        programme_id=programme_id,
        authority_id=place,
        number=new.number,
        phase=begun.phase.value,
        begins_on=begun.begins_on,
        reason=begun.reason.strip(),
        replaces=begun.replaces,
        is_synthetic=is_synthetic,
        **said_by(by),
    )
    row.save(force_insert=True)
    audit.record_in_programme(
        by=by,
        action="journey.phase_corrected" if begun.replaces else "journey.phase_begun",
        target=row,
        changes={},  # all of the programme reads this, and a road is one authority's
    )
    return row


@dataclass(frozen=True, slots=True)
class Told:
    """What a deliverable is called, whose it is, and how far it is."""

    title: str
    owner: str
    state: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class Seen:
    """What was seen of a deliverable in an authority, and where it is read."""

    place: UUID
    seen_on: date
    words: str
    link: str = ""


@transaction.atomic
def add_deliverable(
    *, programme_id: UUID, told: Told, by: Viewer, is_synthetic: bool = False
) -> Deliverable:
    """Keep what the programme is to make.

    Raises:
        PermissionDenied: it is not theirs to write.
        NotFound: there is no such programme for them.
        CannotDo: it is stopped and does not say why.
    """
    found = selectors.programme(by, programme_id)
    _insist_keeps_deliverables(by)
    row = Deliverable(programme=found, is_synthetic=is_synthetic, **said_by(by))
    row.save(force_insert=True)
    _write(row, 1, told, by)
    audit.record_in_programme(
        by=by,
        action="deliverable.added",
        target=row,
        changes={"state": [None, told.state]},
    )
    return row


@transaction.atomic
def change_deliverable(
    *,
    programme_id: UUID,
    deliverable_id: UUID,
    told: Told,
    seen_version: int,
    by: Viewer,
) -> DeliverableEntry:
    """Keep what is said of a deliverable from now on. Before it stays to be read.

    Raises:
        PermissionDenied: it is not theirs to write.
        NotFound: there is no such deliverable for them.
        CannotDo: it is stopped and does not say why.
        StaleVersion: somebody else wrote since the page was shown.
    """
    # rows are never changed, so there is none to lock
    one_at_a_time(f"deliverable {deliverable_id}")
    shown = selectors.deliverable(by, programme_id, deliverable_id)
    _insist_keeps_deliverables(by)
    if shown.now.number != seen_version:
        raise StaleVersion(shown)
    entry = _write(shown.row, seen_version + 1, told, by)
    audit.record_in_programme(
        by=by,
        action="deliverable.changed",
        target=entry,
        changes={"state": [shown.now.state, told.state]},
    )
    return entry


@transaction.atomic
def add_evidence(
    *,
    programme_id: UUID,
    deliverable_id: UUID,
    seen: Seen,
    by: Viewer,
    is_synthetic: bool = False,
) -> DeliverableEvidence:
    """Keep what was seen of a deliverable in one authority.

    Raises:
        PermissionDenied: it is of another authority, or not theirs to write.
        NotFound: there is no such deliverable for them.
        CannotDo: the day is to come, or the authority is not in the programme.
    """
    shown = selectors.deliverable(by, programme_id, deliverable_id)
    decision = policy.may_keep(by, seen.place)
    if not decision:
        raise PermissionDenied(decision.reason)
    places = selectors.places_of(by, programme_id)
    if seen.place not in {one.authority_id for one in places}:
        raise CannotDo("This authority is not in the programme. Choose again", "place")
    if seen.seen_on > timezone.localdate():
        raise CannotDo("This day has not come yet", "seen_on")
    row = DeliverableEvidence(
        programme_id=programme_id,
        authority_id=seen.place,
        deliverable=shown.row,
        seen_on=seen.seen_on,
        words=seen.words,
        link=seen.link,
        is_synthetic=is_synthetic,
        **said_by(by),
    )
    row.save(force_insert=True)
    audit.record_in_programme(
        by=by,
        action="deliverable.evidence_added",
        target=row,
        changes={"seen_on": [None, str(seen.seen_on)]},
    )
    return row


def _write(row: Deliverable, number: int, told: Told, by: Viewer) -> DeliverableEntry:
    if policy.why_is_missing(told.state, told.words):
        raise CannotDo("Write why it is stopped", "words")
    entry = DeliverableEntry(
        programme_id=row.programme_id,
        deliverable=row,
        number=number,
        **asdict(told),
        **said_by(by),
    )
    entry.save(force_insert=True)
    return entry


def _insist_keeps_deliverables(by: Viewer) -> None:
    decision = policy.may_keep_deliverables(by)
    if not decision:
        raise PermissionDenied(decision.reason)


def _insist(decision: Decision) -> None:
    if not decision:
        raise PermissionDenied(decision.reason)
