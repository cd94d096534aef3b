"""What the rules are asked of the rows on a map, and what is left out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from kinfold_core.findings import Finding
from kinfold_core.people.dates import FuzzyDate
from kinfold_core.practice.living_map import Dispute as Said
from kinfold_core.practice.map_findings import (
    as_typed,
    blocking_findings,
    danger_findings,
    danger_text,
    entry_findings,
    step_findings,
)
from kinfold_core.practice.written import (
    NOBODY,
    DangerSetDetails,
    EntryDetails,
    MomentDetails,
    Named,
)
from tests.domain.practice.rows import (
    HIDDEN,
    NOW,
    danger,
    entry,
    harm,
    living_map,
    on,
    rating,
)

NAN = Named(name="Nan Jo")
PRIYA = Named(name="Priya", worker_id=UUID(int=6))
LONG_AGO = NOW - timedelta(weeks=13)


def rules(found: Iterable[Finding]) -> list[str]:
    return [one.rule for one in found]


def of_set(*entries, **changes) -> list[str]:
    return rules(danger_findings(danger(**changes), entries, now=NOW))


def test_a_whole_set_leaves_the_rules_with_nothing_to_say():
    numbers = (rating("Leanne", 4), rating("Nan Jo", 6), rating("Amira", None))
    assert of_set(ratings=numbers) == []


@pytest.mark.parametrize(
    ("changes", "rule"),
    [
        ({"worried_people": ()}, "R-DS1"),
        ({"what_might_happen": " "}, "R-DS1"),
        ({"impacts": ()}, "R-DS3"),
        ({"goal_count": 2}, "R-DS4"),
        ({"anchor_0": ""}, "R-DS4"),
        ({"anchor_10": ""}, "R-DS4"),
        ({"reading_age": 15.0}, "R-DS5"),
        ({"disputes": (Said("Dean", " ", on(1)),)}, "R-DS9"),
        ({"why_believed": ""}, "R-H4"),
        ({"observable_signs": ("Quiet.",)}, "R-SG2"),
        ({"sustained_for": "", "agency_goal": "Calm."}, "R-SG3"),
        ({"anchor_10": "Children are safe."}, "R-SC7"),
    ],
)
def test_each_part_of_a_set_is_asked_about(changes, rule):
    assert rule in of_set(**changes)


@pytest.mark.parametrize(
    "changes",
    [
        {"reading_age": 10.0},
        {"disputes": (Said("Dean", "It was an accident.", on(1)),)},
        {"agency_goal": "", "family_goal": "Calm Fridays for six months."},
    ],
)
def test_what_is_well_said_is_left_alone(changes):
    assert not {"R-DS4", "R-DS5", "R-DS9"} & {*of_set(**changes)}


def test_a_set_whose_goal_has_no_words_has_no_goal_yet():
    found = danger_findings(danger(agency_goal=""), (), now=NOW)
    assert ("R-DS4", "goal") in {(one.rule, one.where) for one in found}


def test_only_harm_that_is_linked_says_why_danger_is_believed():
    one = danger(why_believed="")
    linked, elsewhere = harm(danger_id=one.id), harm(danger_id=uuid4())
    strength = entry("strength", "Nan comes", danger_id=one.id)
    assert "R-H4" not in rules(danger_findings(one, (linked,), now=NOW))
    assert "R-H4" in rules(danger_findings(one, (elsewhere, strength), now=NOW))


@pytest.mark.parametrize(
    ("ratings", "is_asked"),
    [
        ((rating("Leanne", 4), rating("Leanne", 6)), True),
        ((rating("Leanne", 4), rating("Leanne", 4)), False),
        ((rating("Leanne", 4), rating("Nan Jo", 6)), False),
        ((rating("Leanne", 4), rating("Leanne", None)), False),
        ((), False),
    ],
)
def test_old_words_are_asked_about_once_one_persons_number_has_moved(ratings, is_asked):
    assert ("R-DS10" in of_set(changed_at=LONG_AGO, ratings=ratings)) is is_asked
    assert "R-DS10" not in of_set(changed_at=NOW - timedelta(weeks=12), ratings=ratings)


def test_how_far_apart_people_are_is_read_from_the_newest_answers():
    apart = (rating("Leanne", 2), rating("Nan Jo", 6))
    earlier = (rating("Leanne", 2, is_latest=False), *apart[1:])
    assert "R-SC3" in of_set(ratings=apart)
    assert "R-SC3" not in of_set(ratings=earlier)


def test_factors_alone_make_no_danger_and_that_is_said_once():
    bare = danger(worried_about="")
    factors = [entry("complicating_factor", t, danger_id=bare.id) for t in ("x", "y")]
    said = rules(danger_findings(bare, tuple(factors), now=NOW))
    assert said.count("R-CF1") == 1
    other = entry("complicating_factor", "x", danger_id=uuid4())
    assert "R-CF1" not in rules(danger_findings(bare, (other,), now=NOW))
    whole = danger(id=bare.id)
    assert "R-CF1" not in rules(danger_findings(whole, tuple(factors), now=NOW))


def test_harm_is_asked_about_wherever_it_is_told():
    seen = MomentDetails(moment="worst", behaviour="He threw a plate", impact="Cut")
    assert rules(entry_findings(EntryDetails(category="harm", text=""))) == [
        "R-H1",
        "R-H1",
    ]
    told = EntryDetails(category="harm", text="", moments=(seen,))
    assert entry_findings(told) == ()
    serious = replace(seen, behaviour="An incident", severity="serious")
    only_a_word = replace(told, moments=(serious,))
    assert rules(entry_findings(only_a_word)) == ["R-H3"]


def test_a_persons_own_words_are_never_corrected():
    typed = EntryDetails(category="harm", text="Mum has depression", impact="Kai cried")
    assert rules(entry_findings(typed)) == ["R-H2"]
    assert entry_findings(replace(typed, is_own_words=True)) == ()


def test_safety_is_asked_when_and_against_what_also_where_it_is_kept_as_a_strength():
    kept = EntryDetails(category="strength", text="took them to hers", who=NAN)
    assert entry_findings(kept) == ()
    assert rules(entry_findings(kept, "existing_safety")) == ["R-ES1"]
    safety = replace(kept, category="existing_safety")
    assert rules(entry_findings(safety)) == ["R-ES1"]
    dated = replace(safety, happened=FuzzyDate.in_month(2026, 3), danger_id=UUID(int=1))
    assert entry_findings(dated) == ()


STEP_OF = danger(number=2)
OURS = entry("next_step", "Ring Raj", danger_id=STEP_OF.id, who=PRIYA)
THEIRS = entry("next_step", "Nan asks Raj", danger_id=STEP_OF.id, who=NAN)


def test_a_workers_step_alone_is_noticed_by_the_name_of_its_goal():
    (found,) = step_findings(OURS, living_map(dangers=(STEP_OF,)))
    assert found.rule == "R-NS1"
    assert "safety goal 2" in found.message


@pytest.mark.parametrize(
    ("beside", "is_noticed"),
    [
        (THEIRS, False),
        (replace(THEIRS, done_on=on(1)), True),
        (replace(THEIRS, danger_id=uuid4()), True),
        (replace(THEIRS, who=NOBODY), True),
        (replace(THEIRS, who=PRIYA), True),
        (replace(THEIRS, category="strength"), True),
    ],
    ids=["theirs", "done", "of another", "nobody's", "ours too", "no step"],
)
def test_an_open_step_of_the_familys_own_is_enough(beside, is_noticed):
    standing = living_map(dangers=(STEP_OF,), entries=(OURS, beside))
    found = step_findings(OURS, standing, step_id=OURS.id)
    assert bool(found) is is_noticed


def test_a_step_that_is_typed_anew_does_not_stand_beside_itself():
    standing = living_map(dangers=(STEP_OF,), entries=(THEIRS,))
    now_ours = replace(THEIRS.details, who=PRIYA)
    assert step_findings(now_ours, standing) == ()
    assert step_findings(now_ours, standing, step_id=THEIRS.id)


@pytest.mark.parametrize(
    "step",
    [
        replace(OURS, category="strength"),
        replace(OURS, danger_id=None),
        replace(OURS, done_on=on(1)),
        replace(OURS, who=NOBODY),
    ],
    ids=["no step", "towards no goal", "done", "nobody's"],
)
def test_nothing_is_said_of_what_is_no_open_step_of_ours(step):
    assert step_findings(step, living_map(dangers=(STEP_OF,))) == ()


def test_what_is_typed_first_is_asked_as_a_draft_of_its_own():
    typed = DangerSetDetails(worried_about="Dean shouts.", agency_goal="Calm.")
    row = as_typed(typed, None, now=NOW)
    assert row.details == typed
    assert (row.state, row.ratings, row.changed_at) == ("draft", (), NOW)
    where = {(f.rule, f.where) for f in danger_findings(row, (), now=NOW)}
    assert ("R-DS1", "worried_people") in where
    assert ("R-DS1", "worried_about") not in where
    assert ("R-DS4", "scale") in where
    assert ("R-DS4", "goal") not in where


def test_what_is_typed_anew_keeps_what_stands_beside_it():
    standing = danger(
        number=3, state="agreed", reading_age=15.0, changed_at=LONG_AGO,
        ratings=(rating("Leanne", 4),),
    )  # fmt: skip
    typed = replace(standing.details, worried_about="Dean shouts.")
    row = as_typed(typed, standing, now=NOW)
    kept = replace(
        standing, worried_about="Dean shouts.", reading_age=None, changed_at=NOW
    )
    assert row == kept


def test_the_words_that_are_measured_are_those_of_the_statement_alone():
    text = danger_text(danger(worried_about="He shouts.", what_might_happen="Hurt."))
    assert text.splitlines()[:2] == ["He shouts.", "Hurt."]
    assert "scared to learn" in text
    assert danger().agency_goal not in text


def test_only_what_the_family_would_be_shown_stops_it_from_being_shared():
    weak = danger(impacts=())
    hidden = danger(impacts=(), showing=HIDDEN)
    whole = danger(reading_age=15.0)
    standing = living_map(dangers=(whole, weak, hidden))
    found = blocking_findings(standing, now=NOW)
    assert [(row, one.rule) for row, one in found] == [(weak, "R-DS3")]
    found = blocking_findings(standing, now=NOW, is_all=True)
    assert [row for row, _ in found] == [weak, hidden]
