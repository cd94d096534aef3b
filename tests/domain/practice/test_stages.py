"""Where the work has come to follows from dated evidence alone."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from kinfold_core.practice.stages import STAGES, Evidence, Seen, standing_on, steps

BEGUN = date(2026, 1, 5)


def day(number: int) -> date:
    return BEGUN + timedelta(days=number)


def seen(evidence: Evidence, on: int, until: int | None = None, why: str = "") -> Seen:
    return Seen(evidence, day(on), None if until is None else day(until), why)


def test_with_no_evidence_the_work_is_at_the_very_beginning():
    standing = standing_on([], BEGUN)
    assert standing.now.code == "S0"
    assert standing.done == frozenset()
    assert standing.undone == ()


@pytest.mark.parametrize("stage", STAGES, ids=lambda stage: stage.code)
def test_each_stage_is_entered_and_done_by_its_own_evidence(stage):
    entered = standing_on([seen(stage.entered_by, 0)], BEGUN)
    assert entered.now is STAGES[9] if stage.number >= 9 else entered.now is stage
    done = standing_on([seen(stage.entered_by, 0), seen(stage.done_by, 0)], BEGUN)
    assert stage.number in done.done
    assert done.now.number == (9 if stage.number == 8 else stage.number)


def test_what_was_passed_over_is_named_and_not_forgotten():
    standing = standing_on(
        [
            seen(Evidence.WORK_BEGUN, 0),
            seen(Evidence.IMMEDIATE_PLAN_AGREED, 1),
            seen(Evidence.MAP_BEGUN, 2),
            seen(Evidence.PLAN_BEGUN, 30),
        ],
        day(40),
    )
    assert standing.now.code == "S5"
    assert [stage.code for stage in standing.undone] == ["S1", "S2", "S3", "S4"]
    assert not standing.is_now_done


def test_evidence_counts_from_its_day_to_the_day_before_it_ended():
    live = seen(Evidence.PLAN_LIVE, 10, until=20)
    assert standing_on([live], day(9)).now.code == "S0"
    assert standing_on([live], day(10)).now.code == "S6"
    assert standing_on([live], day(19)).now.code == "S6"
    assert standing_on([live], day(20)).now.code == "S0"


def test_a_step_back_is_kept_with_its_reason_and_so_is_the_way_forward_again():
    told = steps(
        [
            seen(Evidence.WORK_BEGUN, 0),
            seen(Evidence.MAP_BEGUN, 3),
            seen(Evidence.PLAN_BEGUN, 30),
            seen(Evidence.PLAN_LIVE, 60, 80, "Nan fell ill; nobody had the key"),
            seen(Evidence.PLAN_LIVE, 95),
            seen(Evidence.SET_SHARED, 96),
            seen(Evidence.CLOSED, 400),
        ],
        until=day(100),
    )
    assert [(step.stage.code, step.is_back) for step in told] == [
        ("S0", False),
        ("S1", False),
        ("S5", False),
        ("S6", False),
        ("S5", True),
        ("S6", False),
    ]
    assert told[4].on == day(80)
    assert told[4].why == "Nan fell ill; nobody had the key"
    assert {step.why for step in told if not step.is_back} == {""}


@pytest.mark.parametrize("why", ["", "Nan fell ill"])
def test_whoever_gave_a_reason_is_heard(why):
    told = steps(
        [
            seen(Evidence.PLAN_LIVE, 5, until=9),
            seen(Evidence.PLAN_LIVE, 6, until=9, why=why),
        ],
        until=day(50),
    )
    assert [step.why for step in told] == ["", why]
