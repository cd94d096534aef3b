"""The later steps slip first: each is a line on the worker's list from its day on."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kinfold.family_finding.models import FindingEpisode
from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer
from kinfold.records.selectors.lists import Scope
from kinfold.records.selectors.waiting import waiting_for
from tests.factories import family_finding as make
from tests.factories.trajectory import days_ago

pytestmark = pytest.mark.django_db


def waits(by: Viewer, in_days: int = 0) -> list[str]:
    """What of Family Finding waits, so many days from today."""
    with as_viewer(by):
        rows = waiting_for(by, Scope.MINE, today=days_ago(-in_days))
    return [row.kind.key for row in rows if row.kind.key.startswith("finding_")]


def say(by: Viewer) -> list[str]:
    with as_viewer(by):
        rows = waiting_for(by, Scope.MINE, today=days_ago(0))
    return [row.kind.say(row.day, days_ago(0)) for row in rows
            if row.kind.key.startswith("finding_")]  # fmt: skip


Written = Callable[[Viewer, FindingEpisode], object]


def _an_answer(by: Viewer, episode: FindingEpisode) -> None:
    make.make_stage(by, episode)
    (raj,) = make.make_found(by, episode)
    make.make_reply(by, raj, replied_on=days_ago(0))


def _a_meeting(by: Viewer, episode: FindingEpisode) -> None:
    make.make_meeting(by, episode, held_on=days_ago(0))


def _two_of_three_plans(by: Viewer, episode: FindingEpisode) -> None:
    _a_meeting(by, episode)
    for number in range(2):
        make.make_plan(by, episode, what=f"Plan {number}", made_on=days_ago(0))


def _three_plans(by: Viewer, episode: FindingEpisode) -> None:
    _two_of_three_plans(by, episode)
    make.make_plan(by, episode, what="Plan 3", made_on=days_ago(0))


def _a_decision(by: Viewer, episode: FindingEpisode) -> None:
    plan = make.make_plan(by, episode, made_on=days_ago(0))
    make.make_decision(by, plan, decided_on=days_ago(0))


def _a_decision_on_an_offer(by: Viewer, episode: FindingEpisode) -> None:
    _an_answer(by, episode)
    _a_meeting(by, episode)
    _a_decision(by, episode)


@pytest.mark.parametrize(
    ("written", "days", "slips"),
    [
        (_an_answer, 30, ["finding_meeting"]),
        (_a_meeting, 14, ["finding_plans"]),
        (_two_of_three_plans, 14, ["finding_decision", "finding_plans"]),
        (_three_plans, 14, ["finding_decision"]),
        (_a_decision, 30, ["finding_lifetime"]),
        (_a_decision_on_an_offer, 14, ["finding_offer", "finding_plans"]),
    ],
)
def test_a_step_that_is_not_followed_waits_from_its_day_on(
    practitioner: Viewer, episode: FindingEpisode, written: Written, days: int,
    slips: list[str],
) -> None:  # fmt: skip
    written(practitioner, episode)
    assert waits(practitioner, days - 1) == []
    assert sorted(waits(practitioner, days)) == slips


def test_what_follows_ends_the_waiting(
    practitioner: Viewer, episode: FindingEpisode
) -> None:
    make.make_stage(practitioner, episode)
    (raj,) = make.make_found(practitioner, episode)
    make.make_reply(practitioner, raj)
    make.make_meeting(practitioner, episode)
    plan = make.make_plan(practitioner, episode)
    make.make_decision(practitioner, plan)
    assert sorted(waits(practitioner)) == ["finding_offer", "finding_plans"]
    make.make_offer_check(practitioner, raj)
    for number in range(2):
        make.make_plan(practitioner, episode, what=f"Another {number}")
    assert waits(practitioner) == []
    assert waits(practitioner, 11) == ["finding_lifetime"]
    make.make_stay(practitioner, raj)
    assert waits(practitioner, 11) == []


def test_each_line_says_its_day_and_what_to_do(
    practitioner: Viewer, episode: FindingEpisode
) -> None:
    make.make_stage(practitioner, episode)
    (raj,) = make.make_found(practitioner, episode)
    make.make_reply(practitioner, raj)
    make.make_decision(practitioner, make.make_plan(practitioner, episode))
    said = " ".join(say(practitioner))
    assert "waits to be looked at" in said
    assert "nobody has met" in said
