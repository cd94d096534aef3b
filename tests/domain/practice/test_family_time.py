"""The ladder of family time: nobody keeps it safe who does not know from what."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

import pytest

from kinfold_core.practice.family_time import (
    DecisionRow,
    LadderRow,
    Presence,
    Rung,
    StepRow,
    why_not_begin,
    why_not_turn,
)
from tests.domain.practice.rows import on

NAN, SAM = Presence("Nan Jo", UUID(int=1)), Presence("Sam (family support)", None)
HEARD = frozenset({UUID(int=1)})


def step(rung: Rung, **more: Any) -> StepRow:
    known = {
        "id": uuid4(),
        "arrangement": "Tea at Nan's",
        "purpose": "",
        "begins_when": "",
        "planned_on": None,
        "started_on": None,
        "ended_on": None,
        "presences": (),
        "decisions": (),
    }
    return StepRow(rung=rung, **(known | more))


def ladder(*steps: StepRow) -> LadderRow:
    return LadderRow(
        id=uuid4(), child_name="Kai", with_name="Dean", why="", court_words="",
        started_on=on(1), ended_on=None, ended_reason="", steps=steps,
    )  # fmt: skip


def test_every_rung_has_words_of_its_own_and_home_is_the_highest():
    assert len({rung.label for rung in Rung}) == len(Rung)
    assert sorted(Rung, key=lambda rung: rung.height) == list(Rung)
    assert max(Rung, key=lambda rung: rung.height) is Rung.HOME


def test_what_was_written_last_is_the_newest_whatever_day_it_is_of():
    decided = [
        DecisionRow(UUID(int=key), "stay", on(day), "Jude", "Calm.", "“Yes.”", "")
        for key, day in ((2, 1), (1, 9))
    ]
    assert step(Rung.BOTH, decisions=tuple(decided)).newest_id == UUID(int=2)
    assert step(Rung.BOTH).newest_id is None


def test_one_step_runs_and_those_that_have_not_begun_are_planned():
    over = step(Rung.SERVICES, started_on=on(1), ended_on=on(9))
    runs = step(Rung.BOTH, started_on=on(9))
    comes = step(Rung.NETWORK)
    assert ladder(over, runs, comes).running == runs
    assert ladder(over, runs, comes).planned == (comes,)
    assert ladder(over, comes).running is None


@pytest.mark.parametrize(
    ("rung", "presences", "informed", "says"),
    [
        (Rung.SERVICES, (), HEARD, ""),
        (Rung.SERVICES, (SAM,), frozenset(), ""),
        (Rung.ALONE, (), frozenset(), ""),
        (Rung.BOTH, (SAM, NAN), HEARD, ""),
        (Rung.BOTH, (SAM,), HEARD, "Nobody of the network is named"),
        (Rung.NETWORK, (), HEARD, "Nobody of the network is named"),
        (Rung.NETWORK, (NAN,), frozenset(), "Nan Jo has not been told"),
        (Rung.ALONE, (NAN,), frozenset(), "Nan Jo has not been told"),
    ],
)
def test_whoever_keeps_the_time_safe_has_heard_the_worry(
    rung, presences, informed, says
):
    said = why_not_begin(rung, presences, informed)
    assert said.startswith(says) if says else said == ""


@pytest.mark.parametrize(
    ("direction", "now", "then", "says"),
    [
        ("up", Rung.BOTH, Rung.NETWORK, ""),
        ("up", Rung.BOTH, Rung.BOTH, ""),
        ("up", Rung.BOTH, Rung.SERVICES, "more help"),
        ("up", Rung.BOTH, None, "Choose the step"),
        ("down", Rung.BOTH, Rung.SERVICES, ""),
        ("down", Rung.BOTH, Rung.BOTH, ""),
        ("down", Rung.BOTH, Rung.HOME, "less help"),
        ("down", Rung.BOTH, None, "Choose the step"),
        ("stay", Rung.BOTH, None, ""),
        ("begin", Rung.BOTH, Rung.HOME, ""),
    ],
)
def test_a_decision_goes_the_way_it_says(direction, now, then, says):
    said = why_not_turn(direction, now, then)
    assert says in said if says else said == ""
