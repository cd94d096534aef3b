"""Bottom lines that stand and were reworded, and what is late on the road."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest

from kinfold_core.practice.road import BottomLineRow, ChangeRow
from kinfold_core.practice.trajectory import MilestoneRow, Road, SlipRow
from kinfold_core.practice.written import Named
from tests.domain.practice.rows import NOW, on


def change(version: int, kind: str) -> ChangeRow:
    return ChangeRow(version, kind, "Dean is dry", {}, "Priya", NOW)


def bottom_line(**more: Any) -> BottomLineRow:
    known = {
        "id": uuid4(), "text": "Nobody who drinks is in sole charge.", "number": 1,
        "set_on": on(1), "state": "proposed", "state_on": on(1), "explained_on": None,
        "explained_to": "", "shown_by": "", "version": 1, "changed_by": "Priya",
        "changed_at": NOW, "changes": (), "questions": (),
    }  # fmt: skip
    return BottomLineRow(**(known | more))


def milestone(what: str, owner_kind: str, day: int, **more: Any) -> MilestoneRow:
    known = {
        "id": uuid4(), "what": what, "owner_kind": owner_kind,
        "owner": Named(name="Priya"), "target_on": on(day), "version": 1,
        "achieved_on": None, "comment": "", "taken_off_on": None,
        "taken_off_reason": "", "slips": (),
    }  # fmt: skip
    return MilestoneRow(**(known | more))


@pytest.mark.parametrize(
    ("state", "stands"), [("proposed", True), ("met", True), ("lifted", False)]
)
def test_a_bottom_line_stands_until_it_is_lifted(state, stands):
    assert bottom_line(state=state).stands is stands


def test_the_newest_change_of_the_words_is_known_among_the_other_changes():
    newest = change(3, "changed")
    changes = (change(4, "lifted"), newest, change(2, "changed"))
    assert bottom_line(changes=changes).last_rewording == newest
    assert bottom_line(changes=changes[:1]).last_rewording is None


def test_what_stands_on_the_road_comes_in_the_order_of_its_days():
    late = milestone("First tea", "network", 20)
    done = milestone("Ring Raj", "agency", 25, achieved_on=on(3))
    off = milestone("A course", "family", 1, taken_off_on=on(2))
    assert Road(milestones=(late, off, done)).standing == (done, late)


def test_what_is_late_begins_with_the_agencys_own_promises():
    first = milestone("First tea", "network", 1)
    ours, later = milestone("Ring Raj", "agency", 9), milestone("Visit", "agency", 10)
    done = milestone("Ask Bea", "agency", 2, achieved_on=on(3))
    off = milestone("A course", "family", 2, taken_off_on=on(3))
    road = Road(milestones=(first, later, done, off, ours))
    assert road.overdue(on(11)) == (ours, later, first)
    assert road.overdue(on(10)) == (ours, first)


def test_the_rules_are_asked_of_steps_and_not_of_days_of_the_law():
    slips = tuple(
        SlipRow(on(1), on(9), reason, "Priya", NOW) for reason in ("", "Ill", "")
    )
    step = milestone("Ring Raj", "agency", 9, slips=slips)
    hearing = milestone("Hearing", "agency", 3, kind="legal")
    facts = Road(closure="Quiet Fridays", milestones=(step, hearing)).facts
    (one,) = facts.milestones
    assert facts.closure == "Quiet Fridays"
    assert (one.what, one.owner, one.slips_without_reason) == ("Ring Raj", "Priya", 2)
