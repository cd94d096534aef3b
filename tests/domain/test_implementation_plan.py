"""An implementation plan: its lines, its states, and what it needs to be ready."""

from __future__ import annotations

from datetime import date

import pytest

from kinfold.implementation import policy
from kinfold.platform.viewer import Viewer
from kinfold_core.access import Role
from kinfold_core.access.roles import PROGRAMME_ROLES
from kinfold_core.practice.implementation_plan import (
    ACTION,
    ALIGNMENT,
    DELIVERABLES,
    DRAFT,
    FINAL,
    GOAL,
    NEXT,
    REFINED,
    ROAD_TEST,
    SHARED,
    STATES,
    Line,
    carried_forward,
    changes_between,
    in_order,
    kept_of,
    line_of,
    numbers_of,
    readiness,
    why_not_step,
    without,
)

OWN = Line("g1", GOAL, text="Own plans", zero="a", ten="b", now=4, evidence="Audit")
DO = Line("a1", ACTION, goal_id="g1", text="Coach", owner="Nadia", due="2018-03-01")
ALIGN = Line("g2", GOAL, part=ALIGNMENT, text="Align", deliverables=("alignment",))
THERE = Line("a2", ACTION, goal_id="g2", text="Secret", owner="Grace")
LINES = [ALIGN, OWN, THERE, DO]


def those_who(may) -> set[Role]:
    return {
        role
        for role in Role
        if may(Viewer(user_id=1, name="A", roles=frozenset({role})))
    }


def test_who_reads_writes_and_hands_on():
    leads = {Role.SENIOR_LEADER, Role.QUALITY_LEAD}
    assert those_who(policy.may_hand_on) == leads
    assert those_who(policy.may_write) == leads | {Role.PRACTICE_LEADER}
    assert those_who(policy.may_read) == {
        *leads,
        Role.PRACTICE_LEADER,
        *PROGRAMME_ROLES,
    }


def test_lines_stand_by_sub_plan_with_actions_under_their_goal():
    ordered = in_order(LINES)
    assert [one.id for one in ordered] == ["g1", "a1", "g2", "a2"]
    assert numbers_of(ordered) == {"g1": "1", "a1": "1.1", "g2": "2", "a2": "2.1"}


def test_a_line_is_kept_and_read_back_as_it_was():
    assert [line_of(kept_of(one)) for one in LINES] == LINES
    assert line_of({**kept_of(OWN), "of_tomorrow": 1}) == OWN


def test_what_is_left_out_leaves_nothing_and_takes_its_actions_along():
    seen = {one.id: one for one in without(LINES, ["g2"])}
    assert (seen["g1"], seen["a1"]) == (OWN, DO)
    assert seen["g2"] == Line("g2", GOAL, is_left_out=True)
    assert seen["a2"] == Line("a2", ACTION, "g2", is_left_out=True)
    assert "Secret" not in str(seen)


def test_what_differs_between_two_versions():
    newer = Line("g1", GOAL, text="Families own plans")
    added = Line("g3", GOAL, text="New")
    found = changes_between([OWN, DO, ALIGN], [newer, ALIGN, added])
    assert [(one.before, one.after) for one in found] == [
        (OWN, newer),
        (None, added),
        (DO, None),
    ]


@pytest.mark.parametrize("now", STATES)
def test_a_step_goes_where_it_may_and_nowhere_else(now):
    allowed = {
        to
        for to in (*STATES, "nonsense")
        if not why_not_step(now, to, unanswered=0, why="So", why_unanswered="")
    }
    assert allowed == set(NEXT[now])


def test_a_step_needs_its_reasons():
    def step(to=REFINED, now=ROAD_TEST, unanswered=0, why="So", why_unanswered=""):
        return why_not_step(
            now, to, unanswered=unanswered, why=why, why_unanswered=why_unanswered
        )

    assert set(step(why=" ")) == {"why"}
    assert "1 answer is still" in step(unanswered=1)["why_unanswered"]
    assert "2 answers are still" in step(unanswered=2)["why_unanswered"]
    assert step(unanswered=2, why_unanswered="They moved away") == {}
    assert step(to=REFINED, now=FINAL, unanswered=2) == {}
    assert step(to=ROAD_TEST, now=SHARED, unanswered=2) == {}


def unmet(lines, **changes):
    usual = {
        "state": DRAFT,
        "shared_with": 0,
        "unanswered": 1,
        "ends": date(2018, 12, 31),
    }
    found = readiness(lines, **{**usual, **changes})
    return {one.sentence: one.where for one in found if not one.is_met}


def test_what_is_not_ready_says_where_it_is_mended():
    found = unmet(in_order(LINES))
    assert found["Each goal says what 0 and 10 mean"] == "g2"
    assert found["Each action has a day, within the plan's time"] == "a2"
    assert found[f"A goal is about: {DELIVERABLES['quality']}"] == "add"
    assert found["Others were shown a draft"] == "share"
    assert found["Everybody who road-tested it has an answer"] == "feedback"
    assert found["It is final"] == "step"
    assert "Each goal has an action" not in found
    late = unmet([OWN, DO], ends=date(2018, 1, 1))
    assert late["Each action has a day, within the plan's time"] == "a1"


def test_a_plan_that_needs_nothing_is_ready():
    whole = Line(
        "g1", GOAL, part=ALIGNMENT, text="All", zero="a", ten="b", now=0,
        evidence="Audit", deliverables=tuple(DELIVERABLES),
    )  # fmt: skip
    assert unmet([whole, DO], state=FINAL, shared_with=1, unanswered=0) == {}


def test_what_is_done_stays_behind_and_its_goal_goes_on_while_needed():
    done_goal = Line("g1", GOAL, text="Own plans", is_done=True)
    done = Line("a3", ACTION, goal_id="g1", text="Trained", is_done=True)
    over = Line("g4", GOAL, text="Over", is_done=True)
    going = carried_forward([done_goal, DO, done, over])
    assert [(one.id, one.is_done) for one in going] == [("g1", False), ("a1", False)]
