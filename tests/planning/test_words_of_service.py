"""A change of service re-labels the pages of plans and network, and never re-keys."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from kinfold.networks.models import HeardStatement
from kinfold.planning.models import SafetyPlan
from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer
from kinfold.practice.models import DangerStatement
from kinfold.records.models import FamilyMember, ServiceStatus
from kinfold.trajectory.models import CaseBottomLine, ImmediateControl
from tests.factories.planning import Planned, make_rule, standing
from tests.factories.trajectory import make_immediate

pytestmark = pytest.mark.django_db
SignIn = Callable[[Viewer], Client]
# of each page, what it says in the words of Safety, of Wellbeing and of Success
PAGES = {
    "networks:network": (
        "They have heard the danger statements and safety goals.",
        "They have heard the worry statements and wellbeing goals.",
        "They have heard the worry statements and success goals.",
    ),
    "trajectory:bottom-lines": (
        ">danger statement 1</a>",
        ">worry statement 1</a>",
        ">worry statement 1</a>",
    ),
    "trajectory:immediate": (
        "Danger statement 1: ",
        "Worry statement 1: ",
        "Worry statement 1: ",
    ),
    "planning:plans": (
        ">Safety plan</a></h2>", ">Family plan</a></h2>", ">My plan</a></h2>",
    ),
    "planning:safety-plan": (">Safety plan</h1>", ">Family plan</h1>", ">My plan</h1>"),
}  # fmt: skip


def now_in(by: Viewer, planned: Planned, status: str) -> None:
    with as_viewer(by):
        child = FamilyMember.objects.filter(family=planned.family, part="child").first()
        assert child is not None
        ServiceStatus.objects.filter(family=planned.family).delete()
        ServiceStatus.objects.create(
            authority_id=by.in_authority(),
            family=planned.family,
            child_id=child.person_id,
            status=status,
            started_on=timezone.localdate(),
        )


def keys(by: Viewer) -> list[object]:
    """Every row that points at the danger, and the plan, as they are kept."""
    with as_viewer(by):
        return [
            list(rows.order_by("pk").values())
            for rows in (
                DangerStatement.objects.all(),
                HeardStatement.objects.all(),
                CaseBottomLine.objects.all(),
                ImmediateControl.objects.all(),
            )
        ]


def test_each_service_speaks_in_its_own_words_and_no_row_changes(
    sign_in: SignIn, practitioner: Viewer, planned: Planned
) -> None:
    make_immediate(practitioner, planned.family, planned.danger.pk)
    before = keys(practitioner)
    client = sign_in(practitioner)
    for place, status in enumerate(("child_protection", "early_help", "looked_after")):
        now_in(practitioner, planned, status)
        for name, said in PAGES.items():
            answer = client.get(reverse(name, args=[planned.family.pk]))
            page = answer.content.decode()
            assert said[place] in page, (name, status)
            others = {one for one in said if one not in said[place]} - {said[place]}
            assert not [one for one in others if one in page], (name, status)
    assert keys(practitioner) == before


def test_what_somebody_heard_is_asked_in_the_words_of_the_service(
    sign_in: SignIn, practitioner: Viewer, planned: Planned
) -> None:
    now_in(practitioner, planned, "early_help")
    url = reverse("networks:tell", args=[planned.family.pk, planned.jo.pk])
    page = sign_in(practitioner).get(url).content.decode()
    assert "Which worry statements have they heard?" in page
    assert "Has heard the worry statements and wellbeing goals" in page


def test_a_plan_that_has_begun_is_called_as_the_family_calls_it(
    practitioner: Viewer, planned: Planned
) -> None:
    now_in(practitioner, planned, "looked_after")
    assert standing(practitioner, planned.family.pk).called == "My plan"
    rule = make_rule(practitioner, planned)
    with as_viewer(practitioner):
        SafetyPlan.objects.update(title="Quiet Fridays")
    plan = standing(practitioner, planned.family.pk)
    assert plan.called == "Quiet Fridays"
    assert [one.label for one in plan.dangers] == ["worry statement 1"]
    assert plan.rules[0].danger_ids == (planned.danger.pk,)
    assert rule.pk == plan.rules[0].id
