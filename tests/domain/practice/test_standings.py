"""Where a danger statement and its goal can come to stand."""

from __future__ import annotations

import pytest

from kinfold_core.practice.standings import (
    GOAL,
    GOAL_MET,
    STATEMENT,
    STEPS,
    next_states,
)


@pytest.mark.parametrize("of", [STATEMENT, GOAL])
def test_every_step_leads_to_a_place_that_leads_on(of):
    for state, then in STEPS[of].items():
        assert next_states(of, state) == then
        assert state not in then
        assert all(next_states(of, place) for place in then)


@pytest.mark.parametrize("of", [STATEMENT, GOAL])
def test_everything_can_be_reached_from_where_it_begins(of):
    start = next(iter(STEPS[of]))
    reached, new = set(), {start}
    while new:
        reached |= new
        new = {then for state in new for then in next_states(of, state)} - reached
    assert reached == set(STEPS[of])


def test_a_statement_is_agreed_only_after_it_was_shared():
    before = {
        state for state in STEPS[STATEMENT] if "agreed" in STEPS[STATEMENT][state]
    }
    assert before == {"shared", "disputed"}


def test_a_goal_that_was_met_can_be_looked_at_again():
    for state in GOAL_MET:
        assert "in_demonstration" in next_states(GOAL, state)


def test_nothing_leads_on_from_a_place_there_is_not():
    assert next_states(STATEMENT, "demonstrated") == ()
