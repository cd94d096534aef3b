"""An episode read as the stages of Lifelong Links, from the same rows."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from kinfold_core.practice.family_finding.lifelong_links import stages_of
from kinfold_core.practice.family_finding.measures import count
from kinfold_core.practice.family_finding.rows import Deed, Event
from kinfold_core.practice.family_finding.steps import State
from tests.domain.practice.family_finding_rows import (
    SCREENED,
    START,
    TODAY,
    episode,
    found,
)


def on(days: int, deed: Deed, of: object = None, words: str = "") -> Event:
    return Event(deed, START + timedelta(days=days), of, words)  # type: ignore[arg-type]


def test_nothing_is_done_that_was_not_written():
    row = episode()
    stages = stages_of(row, count(row, TODAY))
    assert [one.state for one in stages] == [State.BEGUN, *[State.NOT_YET] * 6]
    assert stages[5].counted == "Not decided."


def test_each_stage_says_its_number_and_its_first_day():
    raj = found()
    row = episode(
        SCREENED, on(2, Deed.PICTURE, words="before 3"), on(5, Deed.CONTACT, raj.id),
        on(9, Deed.REPLY, raj.id, "yes"), on(20, Deed.MEETING, words="4"),
        on(20, Deed.PLAN, words="A"), on(30, Deed.DECISION, words="no"),
        people=(raj,), coordinator="Priya",
    )  # fmt: skip
    stages = stages_of(row, count(row, TODAY))
    states = [State.DONE, State.DONE, State.BEGUN, State.DONE, State.DONE,
              State.BEGUN, State.NOT_YET]  # fmt: skip
    assert [one.state for one in stages] == states
    assert stages[0].counted == "Priya leads it. First on day 0."
    assert stages[3].counted == (
        "1 reached for, 1 want to be part of it. First on day 9."
    )
    assert stages[5].counted == "First on day 30."


def test_the_plan_is_looked_at_again_on_a_later_day_than_it_was_made():
    plan, same = on(20, Deed.PLAN, words="A"), on(20, Deed.MEETING, words="4")
    for later, state in ((20, State.NOT_YET), (21, State.DONE)):
        row = episode(plan, same, on(later, Deed.MEETING, words="4"))
        assert stages_of(row, count(row, TODAY))[-1].state is state


def test_they_are_looked_for_until_the_number_is_there():
    row = episode(people=(found(),))
    for target, state in ((2, State.BEGUN), (1, State.DONE)):
        aimed = replace(row, target_people=target)
        assert stages_of(aimed, count(aimed, TODAY))[2].state is state
