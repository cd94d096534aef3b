"""The page that says where the work is."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kinfold.expectations.actions import write_expectations
from kinfold.planning import actions as planning
from kinfold.platform.models import AuditEvent
from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer
from kinfold.records.models import Family
from kinfold_core.practice.expectations import Expectations
from kinfold_core.practice.written import Named
from tests.factories.commitments import make_answer, make_commitment
from tests.factories.networks import make_ask, make_member
from tests.factories.planning import (
    make_accepted,
    make_live,
    make_planned,
    make_rule,
    make_trigger,
    read_with_all,
    take_live,
)
from tests.factories.practice import make_set

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
SignIn = Callable[[Viewer], Client]


def url(family: Family, name: str = "stages") -> str:
    return reverse(f"stages:{name}", args=[family.pk])


def test_a_new_family_is_told_what_comes_first(
    practitioner: Viewer, family: Family, sign_in: SignIn
) -> None:
    page = sign_in(practitioner).get(url(family)).content.decode()
    assert "We are at “safe today”, step 1 of 10." in page
    assert "Agree what keeps the children safe today" in page
    assert "Worth going back for" not in page


def test_what_was_gone_past_is_worth_going_back_for(
    practitioner: Viewer, family: Family, sign_in: SignIn
) -> None:
    make_set(practitioner, family)
    make_ask(practitioner, family)
    page = sign_in(practitioner).get(url(family)).content.decode()
    assert "We are at “network forming”" in page
    assert "past “safe today” and “clear worries”" in page
    assert reverse("networks:network", args=[family.pk]) in page


def test_a_step_back_is_told_with_its_reason(
    practitioner: Viewer, chair: Viewer, family: Family, sign_in: SignIn
) -> None:
    make_live(practitioner, chair, family)
    with as_viewer(practitioner):
        planning.suspend(
            family_id=family.pk, reason="<b>Raj is in hospital.</b>",
            replaced_today_by="Nan stays at ours.", by=practitioner,
        )  # fmt: skip
    page = sign_in(practitioner).get(url(family)).content.decode()
    assert "We are at “plan building”" in page
    assert "<b>Raj" not in page


def test_too_few_who_said_yes_are_counted_and_nobody_goes_back_for_it(
    practitioner: Viewer, practice_leader: Viewer, chair: Viewer, family: Family,
    sign_in: SignIn,
) -> None:  # fmt: skip
    planned = make_planned(practitioner, family)
    make_rule(practitioner, planned)
    client = sign_in(practitioner)
    building = client.get(url(family)).content.decode()
    assert "2 people are to have heard the worry and said yes to a part" in building
    assert "So far: 0." in building
    make_trigger(practitioner, planned)
    read_with_all(practitioner, planned)
    make_accepted(practitioner, chair, planned)
    take_live(practitioner, planned)
    make_answer(
        practitioner,
        planned.jo,
        make_commitment(practitioner, planned.jo, planned.danger.pk),
    )
    lived = client.get(url(family)).content.decode()
    assert "1 of the 2 people hoped for" in lived
    assert "We are at “try and test”" in lived
    closing = client.get(url(family, "closing")).content.decode()
    assert "1 of the 2 people hoped for" in closing
    with as_viewer(practice_leader):
        write_expectations(
            hoped=Expectations(safety_people_least=1), seen_version=0, why="One.",
            by=practice_leader,
        )  # fmt: skip
    for name in ("stages", "closing"):
        page = client.get(url(family, name)).content.decode()
        assert "people hoped for" not in page


def test_looking_is_written_down(
    practitioner: Viewer, family: Family, sign_in: SignIn
) -> None:
    sign_in(practitioner).get(url(family))
    with as_viewer(practitioner):
        assert AuditEvent.objects.filter(
            family_id=family.pk, action="stages.stages"
        ).exists()


def test_the_page_costs_the_same_however_much_there_is(
    practitioner: Viewer, chair: Viewer, family: Family, sign_in: SignIn
) -> None:
    planned = make_live(practitioner, chair, family)
    client = sign_in(practitioner)
    counted = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as asked:
            assert client.get(url(family)).status_code == 200
        counted.append(len(asked))
        if len(counted) == 1:
            make_rule(practitioner, planned)
            for name in ("Bea", "Manny", "Ruth"):
                make_member(practitioner, family, name, who=Named(name=name))
            row = make_commitment(practitioner, planned.raj, planned.danger.pk)
            make_answer(practitioner, planned.raj, row)
            client = sign_in(practitioner)
    assert counted[0] == counted[1] <= 20, counted
