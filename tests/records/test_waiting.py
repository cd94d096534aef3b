"""What waits for a worker: read from what people did, gone when it is done."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from kinfold.monitoring.actions import mark_read
from kinfold.planning import actions as planning
from kinfold.planning.models import SafetyPlan
from kinfold.platform.models import AuditEvent, Authority, Team
from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer
from kinfold.records.models import Family
from kinfold.records.selectors.lists import Scope
from kinfold.records.selectors.waiting import waiting_for
from kinfold.trajectory import actions as trajectory
from kinfold.trajectory.models import ImmediatePlan
from kinfold_core.access import Role
from kinfold_core.practice.plan_written import SuggestionAnswerDetails
from tests.factories.monitoring import make_entry, make_review
from tests.factories.planning import (
    Planned,
    make_live,
    make_planned,
    make_rule,
    standing,
)
from tests.factories.platform import make_team, make_worker_viewer
from tests.factories.practice import make_family
from tests.factories.trajectory import days_ago, make_immediate

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
SignIn = Callable[[Viewer], Client]
HOME = "records:families"


@pytest.fixture
def team(authority: Authority) -> Team:
    return make_team(authority)


@pytest.fixture
def worker(authority: Authority, team: Team) -> Viewer:
    return make_worker_viewer(authority, Role.PRACTITIONER, name="Sam Reed", team=team)


@pytest.fixture
def manager(authority: Authority, team: Team) -> Viewer:
    return make_worker_viewer(authority, Role.TEAM_MANAGER, name="Jo Price", team=team)


@pytest.fixture
def planned(worker: Viewer) -> Planned:
    return make_planned(worker, make_family(worker))


def runs_out(by: Viewer, family: Family, days: int) -> ImmediatePlan:
    """Today's safety of this family, which runs out in so many days."""
    plan = make_immediate(by, family)
    with as_viewer(by):
        ImmediatePlan.objects.filter(pk=plan.pk).update(expires_on=days_ago(-days))
    return plan


def waits(viewer: Viewer, scope: Scope = Scope.MINE) -> list[str]:
    with as_viewer(viewer):
        rows = waiting_for(viewer, scope, today=timezone.localdate())
        return [row.kind.key for row in rows]


def test_a_red_flag_waits_for_each_who_has_neither_written_nor_read_it(
    worker: Viewer, manager: Viewer, planned: Planned
) -> None:
    make_entry(worker, planned, is_red_flag=False)
    assert waits(manager, Scope.TEAM) == []
    make_entry(worker, planned, is_red_flag=True, hard="Dean came at night.")
    assert waits(worker) == []
    assert waits(manager, Scope.TEAM) == ["red_flag"]
    with as_viewer(manager):
        mark_read(family_id=planned.family.pk, by=manager)
    assert waits(manager, Scope.TEAM) == []
    make_entry(manager, planned, is_red_flag=True, hard="And the night after.")
    assert waits(worker) == ["red_flag"]


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (4, None),
        (3, "runs out on"),
        (1, "runs out tomorrow"),
        (0, "runs out today"),
        (-1, "ran out on"),
    ],
)
def test_todays_safety_waits_when_it_runs_out(
    sign_in: SignIn, worker: Viewer, planned: Planned, days: int, said: str | None
) -> None:
    plan = runs_out(worker, planned.family, days)
    page = sign_in(worker).get(reverse(HOME)).content.decode()
    assert ("For you" in page) == (said is not None)
    assert (said or "") in page
    with as_viewer(worker):
        trajectory.end_immediate_plan(
            family_id=planned.family.pk, plan_id=plan.pk, reason="Nan has them.",
            ended_on=timezone.localdate(), by=worker,
        )  # fmt: skip
    assert waits(worker) == []


def test_a_plan_that_was_agreed_waits_for_a_second_person(
    worker: Viewer, manager: Viewer, planned: Planned
) -> None:
    rule = make_rule(worker, planned)
    assert waits(manager, Scope.TEAM) == []
    with as_viewer(worker):
        plan = planning.agree(
            family_id=planned.family.pk, people=[planned.nan],
            agreed_on=timezone.localdate(), words="", read={rule.pk: 1}, by=worker,
        )  # fmt: skip
    assert waits(worker) == []
    assert waits(manager, Scope.TEAM) == ["plan_answer"]
    with as_viewer(manager):
        planning.answer_plan(
            family_id=planned.family.pk, is_accepted=False, words="Who on Sundays?",
            version=plan.version, by=manager,
        )  # fmt: skip
    assert waits(manager, Scope.TEAM) == []


def test_whoever_wrote_the_agreement_down_is_not_asked_to_answer_it(
    manager: Viewer, planned: Planned, worker: Viewer
) -> None:
    rule = make_rule(worker, planned)
    with as_viewer(manager):
        planning.agree(
            family_id=planned.family.pk, people=[planned.nan],
            agreed_on=timezone.localdate(), words="", read={rule.pk: 1}, by=manager,
        )  # fmt: skip
    assert waits(manager, Scope.TEAM) == []


def test_a_suggestion_waits_until_the_family_has_answered(
    worker: Viewer, planned: Planned
) -> None:
    rule = make_rule(worker, planned)
    with as_viewer(worker):
        suggested = planning.suggest(
            family_id=planned.family.pk, rule_id=rule.pk, text="Bea knocks too.",
            why="Raj works late.", by=worker,
        )  # fmt: skip
    assert waits(worker) == ["suggestion"]
    with as_viewer(worker):
        planning.answer_suggestion(
            family_id=planned.family.pk,
            suggestion_id=suggested.pk,
            details=SuggestionAnswerDetails(
                who=planned.nan, capacity="network", is_yes=False,
                answered_on=timezone.localdate(), words="Bea moves away.",
            ),
            by=worker,
        )  # fmt: skip
    assert waits(worker) == []


def test_a_review_waits_from_a_week_before_until_it_was_held(
    worker: Viewer, manager: Viewer
) -> None:
    planned = make_live(worker, manager, make_family(worker))
    assert waits(worker) == []
    with as_viewer(worker):
        SafetyPlan.objects.update(review_on=days_ago(-7))
    assert waits(worker) == ["review"]
    make_review(worker, planned)
    assert waits(worker) == []
    assert standing(worker, planned.family.pk).is_in_force


def test_it_is_told_of_the_families_of_the_viewer_and_no_others(
    authority: Authority, worker: Viewer, chair: Viewer, planned: Planned
) -> None:
    runs_out(worker, planned.family, 0)
    colleague = make_worker_viewer(authority, Role.PRACTITIONER)
    assert waits(worker) == ["todays_safety"]
    assert waits(colleague) == []
    assert waits(chair, Scope.EVERY) == []
    with as_viewer(worker):
        Family.objects.filter(pk=planned.family.pk).update(is_restricted=True)
    assert waits(worker) == []


def test_the_home_page_says_the_most_pressing_first_and_is_a_look_at_each(
    sign_in: SignIn, worker: Viewer, manager: Viewer
) -> None:
    for number in range(8):
        planned = make_planned(worker, make_family(worker))
        runs_out(worker, planned.family, 5 - number)
    make_entry(manager, planned, is_red_flag=True)
    client = sign_in(worker)
    page = client.get(reverse(HOME)).content.decode()
    assert page.index("A red flag in the journal") < page.index("ran out on")
    assert page.index("ran out on") < page.index("runs out today")
    assert page.count("Today&#x27;s safety r") == 6
    assert "Show 1 more" in page
    with as_viewer(worker):
        looks = AuditEvent.objects.filter(action="families.waiting", kind="read")
        assert looks.values("family_id").distinct().count() == looks.count() == 6
    assert "For you" not in client.get(f"{reverse(HOME)}?begins=x").content.decode()


def test_the_home_page_asks_as_much_for_many_as_for_one(
    sign_in: SignIn, worker: Viewer
) -> None:
    counts = []
    client = sign_in(worker)
    for _ in range(3):
        planned = make_planned(worker, make_family(worker))
        runs_out(worker, planned.family, 0)
        client.get(reverse(HOME))
        with CaptureQueriesContext(connection) as caught:
            client.get(reverse(HOME))
        counts.append(len(caught))
    assert len(set(counts)) == 1, counts


def test_a_family_that_is_closed_while_it_is_asked_for_waits_for_nobody(
    worker: Viewer, planned: Planned
) -> None:
    """Between the two queries of one page, by somebody else."""
    runs_out(worker, planned.family, 0)

    def closes(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        found = execute(sql, params, many, context)
        if "UNION" in sql:
            closed = {"closed_on": timezone.localdate()}
            Family.objects.filter(pk=planned.family.pk).update(**closed)
        return found

    assert waits(worker) == ["todays_safety"]
    with connection.execute_wrapper(closes):
        assert waits(worker) == []


def test_two_who_ask_the_same_on_one_day_each_find_their_own(
    worker: Viewer, team: Team, planned: Planned, elsewhere_authority: Authority
) -> None:
    """The question is put together once a day, with the ids of whoever asks."""
    beside = make_worker_viewer(planned.family.authority, Role.PRACTITIONER, team=team)
    there = make_worker_viewer(
        elsewhere_authority, Role.PRACTITIONER, team=make_team(elsewhere_authority)
    )
    theirs = make_planned(there, make_family(there))
    runs_out(worker, planned.family, 1)
    runs_out(there, theirs.family, -1)
    found = {}
    for viewer in (worker, beside, there, worker):
        with as_viewer(viewer):
            rows = waiting_for(viewer, Scope.MINE, today=timezone.localdate())
            found[viewer.user_id] = [row.family.pk for row in rows]
    assert found == {
        worker.user_id: [planned.family.pk],
        beside.user_id: [],
        there.user_id: [theirs.family.pk],
    }
