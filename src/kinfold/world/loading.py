"""Writing the world, authority by authority, a few hundred families at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from kinfold.platform import audit
from kinfold.platform.models import Authority
from kinfold.platform.tenancy import as_authority
from kinfold.platform.viewer import Viewer
from kinfold.recording.models import RecordingTime
from kinfold.records.models import Family, Person
from kinfold.world.calendar import load_calendar
from kinfold.world.change_stories import load_change_stories
from kinfold.world.cohort import load_cohort
from kinfold.world.consultancy import load_consultancy
from kinfold.world.development import load_development
from kinfold.world.drafts import FamilyDraft
from kinfold.world.family import make_family, place_of, reference_of
from kinfold.world.framework import load_framework
from kinfold.world.goals import load_goals
from kinfold.world.implementation import load_plans
from kinfold.world.journeys import load_journeys
from kinfold.world.knowledge import load_knowledge
from kinfold.world.lab import load_lab
from kinfold.world.learning import load_learning
from kinfold.world.lived import (
    live_through,
    may_be_asked,
    show_a_clock,
    show_every_pack,
)
from kinfold.world.open_answers import load_open_answers
from kinfold.world.places import PLACES, Place
from kinfold.world.rows_around import add_around
from kinfold.world.rows_people import add_family
from kinfold.world.rows_plan import add_plan
from kinfold.world.rows_practice import MapRows
from kinfold.world.rows_recording import add_recording
from kinfold.world.sheets import Ids, Sheets
from kinfold.world.staff import block_of
from kinfold.world.staffing import Seats, open_programme
from kinfold.world.story import make_story
from kinfold.world.workshops import load_workshops

FAMILIES_AT_ONCE: Final = 1_000
STORY: Final = 0
"""The number of the family written by hand: the first of every world."""
MINUTES_OF: Final = 1_000_000
"""No family has this number: from here on the ids are of no family."""


@dataclass(slots=True)
class Made:
    """How much was made; `standing` were there already."""

    families: int = 0
    people: int = 0
    maps: int = 0
    rows: int = 0
    standing: int = 0


def load_world(
    *, families: int, seed: int, today: date, tell: Callable[[int], None]
) -> Made:
    """Make families 0 to `families` of the seed, leaving those that stand already.

    `tell` is called with the number of families passed so far. Each authority's part
    of a batch is one transaction with one audit event, so that a run cut short leaves
    whole families, and the next run makes the rest.
    """
    seats = Seats()
    seats.open_authorities()
    open_programme()
    load_learning(today)
    load_open_answers()
    load_change_stories()
    load_cohort()
    load_journeys()
    load_development()
    load_workshops()
    load_lab()
    load_calendar()
    load_plans()
    load_consultancy()
    load_goals()
    load_framework()
    load_knowledge()
    made = Made()
    for numbers in _batches(families):
        for place in PLACES:
            here = [number for number in numbers if place_of(number) is place]
            if here:
                _load_place(place, here, seed, today, seats, made)
        tell(numbers[-1])
    home = seats.authority_id(place_of(STORY))
    live_through(home, reference_of(seed, STORY), today)
    show_every_pack(home, today)
    show_a_clock(home, today)
    may_be_asked(home, today)
    return made


def _batches(families: int) -> Iterator[range]:
    for first in range(STORY, families + 1, FAMILIES_AT_ONCE):
        yield range(first, min(first + FAMILIES_AT_ONCE, families + 1))


def _load_place(
    place: Place,
    numbers: list[int],
    seed: int,
    today: date,
    seats: Seats,
    made: Made,
) -> None:
    authority_id = seats.authority_id(place)
    for block in {block_of(number // len(PLACES)) for number in numbers}:
        seats.open_block(place, block)
    with as_authority(authority_id):
        references = {reference_of(seed, number): number for number in numbers}
        standing = set(
            Family.objects.filter(
                authority_id=authority_id, reference__in=references
            ).values_list("reference", flat=True)
        )
        made.standing += len(standing)
        missing = [number for one, number in references.items() if one not in standing]
        if not missing:
            return
        sheets = Sheets()
        for number in missing:
            draft = draft_of(seed, number, today)
            _add(sheets, draft, seed, place, seats, made, today)
        if not RecordingTime.objects.filter(authority_id=authority_id).exists():
            ids = Ids(seed, MINUTES_OF + PLACES.index(place))
            add_recording(sheets, ids, authority_id, seats.workers(place), today)
        made.people += sheets.count(Person)
        made.rows += sheets.write()
        _audit(authority_id, place, seed, missing)


def draft_of(seed: int, number: int, today: date) -> FamilyDraft:
    """The family of that number: the first is written by hand."""
    if number == STORY:
        return make_story(seed, today)
    return make_family(seed, number, today)


def _add(
    sheets: Sheets,
    draft: FamilyDraft,
    seed: int,
    place: Place,
    seats: Seats,
    made: Made,
    today: date,
) -> None:
    ids = Ids(seed, draft.number)
    written = add_family(sheets, ids, draft, place=place, seats=seats)
    made.families += 1
    if draft.map is not None:
        dangers = MapRows(sheets, ids, draft, written).add(draft.map)
        made.maps += 1
        if draft.number != STORY:
            lived_from = add_plan(
                sheets, ids, draft, written, dangers, seed=seed, today=today
            )
            add_around(
                sheets, ids, draft, written, lived_from=lived_from,
                colleagues=seats.colleagues(written.team_id), seed=seed, today=today,
            )  # fmt: skip


def _audit(authority_id: UUID, place: Place, seed: int, numbers: list[int]) -> None:
    authority = Authority.objects.get(pk=authority_id)
    by = Viewer(user_id=0, name="The made-up world", authority_id=authority.pk)
    audit.record(
        by=by,
        action="world.made",
        target=authority,
        changes={"families": len(numbers), "seed": seed, "first": numbers[0]},
    )
