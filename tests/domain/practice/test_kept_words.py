"""What a revision keeps comes back as it was typed."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import pytest

from kinfold.practice.as_written import as_json
from kinfold_core.people.dates import FuzzyDate
from kinfold_core.practice.kept_words import entry_from, set_from
from kinfold_core.practice.snapshots import Compared, Difference, Kept, compared
from kinfold_core.practice.written import (
    DangerSetDetails,
    EntryDetails,
    ImpactDetails,
    MomentDetails,
    Named,
    Showing,
)

KAI = UUID(int=7)
HARM = EntryDetails(
    category="harm",
    text="Dad pushed Mum.",
    is_own_words=True,
    said_by=Named(name="Amira", person_id=UUID(int=5)),
    source_type="child",
    happened=FuzzyDate.in_month(2026, 3, is_about=True),
    impact="Kai cried.",
    danger_id=UUID(int=9),
    who=Named(name="Dean"),
    moments=(MomentDetails(moment="worst", behaviour="Broke a plate", severity="Cut"),),
    children=(Named(name="Kai", person_id=KAI),),
    certainty="told_by_child",
    seen_by="Nan Jo",
    is_childs_own_behaviour=True,
    showing=Showing(is_visible=False, reason="Unsafe", review_on=date(2027, 1, 2)),
)
SET = DangerSetDetails(
    worried_people=(Named(name="Nan Jo"), Named(name="Amina", worker_id=UUID(int=3))),
    worried_about="A plate broke.",
    what_might_happen="Somebody might be cut.",
    impacts=(ImpactDetails(child_id=KAI, child_name="Kai", text="Cut."),),
    agency_goal="Calm Fridays.",
    observable_signs=("Kai sleeps",),
    who_confirms="Nan",
    anchor_10="Quiet",
    reached_when="7",
)


SAFETY = EntryDetails(
    category="existing_safety",
    text="Nan took Kai.",
    outcome="He slept.",
    about="child",
    how_often="Three Fridays",
    seen_by="Bea",
)


@pytest.mark.parametrize("typed", [HARM, SAFETY], ids=["harm", "safety"])
def test_an_entry_comes_back_whole(typed: EntryDetails) -> None:
    assert entry_from(as_json(typed)) == typed


def test_it_comes_back_in_the_category_that_it_was_kept_in() -> None:
    kept = as_json(EntryDetails(category="existing_safety", text="x"))
    assert entry_from(kept | {"kept_as": "strength"}).category == "strength"


def test_words_kept_before_a_part_was_asked_have_it_empty() -> None:
    assert entry_from({"category": "strength", "text": "x"}) == EntryDetails(
        category="strength", text="x"
    )
    assert set_from({}) == DangerSetDetails()


def test_a_set_comes_back_whole() -> None:
    assert set_from(as_json(SET)) == SET


def test_what_differs_between_two_points() -> None:
    a, b, c = UUID(int=1), UUID(int=2), UUID(int=3)
    other = EntryDetails(category="harm", text="Other")
    found = compared([Kept(a, HARM), Kept(b, HARM)], [Kept(c, other), Kept(b, other)])
    assert [(one.id, one.difference) for one in found] == [
        (c, Difference.ADDED),
        (b, Difference.CHANGED),
        (a, Difference.TAKEN_OFF),
    ]
    assert Compared(a, SET, SET).difference is Difference.SAME
