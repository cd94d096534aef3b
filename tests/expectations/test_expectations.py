"""What an authority hopes for: kept as versions, changed by those who may."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kinfold.expectations.actions import write_expectations
from kinfold.expectations.errors import ExpectationsChanged
from kinfold.expectations.models import ExpectationVersion
from kinfold.expectations.selectors import expectation_history, expectations_of
from kinfold.expectations.words import SAID
from kinfold.platform.models import AuditEvent
from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer
from kinfold.records.errors import CannotDo
from kinfold_core.practice.expectations import NAMES, Expectations, values_of
from tests.factories.practice import make_family, make_map

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
SignIn = Callable[[Viewer], Client]
SHOW, CHANGE = "expectations:expectations", "expectations:change"


def write(by: Viewer, seen: int = 0, why: str = "We agreed it.", **now: int) -> None:
    with as_viewer(by):
        write_expectations(
            hoped=replace(expectations_of(by), **now),
            seen_version=seen,
            why=why,
            by=by,
        )


def post(version: int = 0, **changes: object) -> dict[str, object]:
    values = values_of(Expectations())
    return {**values, "version": version, "why": "We agreed it.", **changes}


def test_every_expectation_has_its_words() -> None:
    assert sorted(SAID) == sorted(NAMES)


def test_an_authority_hopes_for_its_own_and_another_for_its_own(
    practice_leader: Viewer, elsewhere: Viewer
) -> None:
    write(practice_leader, plan_weeks=16)
    with as_viewer(practice_leader):
        assert expectations_of(practice_leader) == Expectations(plan_weeks=16)
    with as_viewer(elsewhere):
        assert expectations_of(elsewhere) == Expectations()
        assert expectation_history(elsewhere) == ()


def test_each_change_is_a_version_with_who_and_why(practice_leader: Viewer) -> None:
    write(practice_leader, plan_weeks=16)
    write(practice_leader, seen=1, why="The network takes longer.", network_day=25)
    with as_viewer(practice_leader):
        newest, first = expectation_history(practice_leader)
        assert (newest.version, newest.why, newest.by) == (
            2, "The network takes longer.", practice_leader.name,
        )  # fmt: skip
        assert newest.hoped == Expectations(plan_weeks=16, network_day=25)
        assert first.hoped == Expectations(plan_weeks=16)
        event = AuditEvent.objects.filter(action="expectations.written").latest("at")
        assert event.changes == {"network_day": [20, 25]}


def test_the_same_again_is_no_version(practice_leader: Viewer) -> None:
    write(practice_leader, seen=7, why="")
    with as_viewer(practice_leader):
        assert not ExpectationVersion.objects.exists()


@pytest.mark.parametrize(
    ("change", "why", "field"),
    [
        ({"plan_weeks": 0}, "Soon.", "plan_weeks"),
        ({"plan_weeks": 105}, "Late.", "plan_weeks"),
        ({"safety_people_least": 11}, "Many.", "safety_people_least"),
        ({"plan_weeks": 16}, "  ", "why"),
    ],
)
def test_what_makes_no_sense_is_refused(
    practice_leader: Viewer, change: dict[str, int], why: str, field: str
) -> None:
    with pytest.raises(CannotDo) as refused:
        write(practice_leader, why=why, **change)
    assert refused.value.field == field


def test_whoever_wrote_first_is_not_overwritten(practice_leader: Viewer) -> None:
    write(practice_leader, plan_weeks=16)
    with pytest.raises(ExpectationsChanged) as changed:
        write(practice_leader, seen=0, network_day=25)
    assert changed.value.standing.hoped == Expectations(plan_weeks=16)


def test_only_those_who_may_change_it_do(practitioner: Viewer, manager: Viewer) -> None:
    for viewer in (practitioner, manager):
        with pytest.raises(PermissionDenied):
            write(viewer, plan_weeks=16)


def test_the_database_keeps_the_limits_and_one_version_of_a_number(
    practice_leader: Viewer,
) -> None:
    write(practice_leader, plan_weeks=16)
    with as_viewer(practice_leader):
        row = ExpectationVersion.objects.get()
        for change in ({}, {"version": 2, "plan_weeks": 0}, {"version": 2, "why": ""}):
            values = {
                name: getattr(row, name)
                for name in ("authority_id", "written_by_id", "version", "why", *NAMES)
            }
            with pytest.raises(IntegrityError), transaction.atomic():
                ExpectationVersion.objects.create(**(values | change))


def test_it_is_changed_on_a_page_and_stands_beside_each_family(
    sign_in: SignIn, practice_leader: Viewer, practitioner: Viewer
) -> None:
    family = make_family(practitioner)
    make_map(practitioner, family)
    leader = sign_in(practice_leader)
    answer = leader.post(reverse(CHANGE), post(road_weeks=9))
    assert answer.headers["Location"] == reverse(SHOW)
    page = leader.get(reverse(SHOW)).content.decode()
    assert "By week 9" in page
    assert "by week 9, until then by week 6" in page
    by = family.opened_on + timedelta(weeks=9)
    stages = sign_in(practitioner).get(reverse("stages:stages", args=[family.pk]))
    assert f"Hoped for by {by.day} {by:%B %Y}" in stages.content.decode()


@pytest.mark.parametrize(
    "typed", ["", "soon", "0", "1000", "-1", "6.5", "\x00", "١٠٠٠"]
)
def test_what_is_no_number_is_asked_again_and_nothing_is_lost(
    sign_in: SignIn, practice_leader: Viewer, typed: str
) -> None:
    answer = sign_in(practice_leader).post(
        reverse(CHANGE), post(plan_weeks=typed, why="Because 🙂 لأن")
    )
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Give a number from 1 to 104" in page
    assert "Because 🙂 لأن" in page
    with as_viewer(practice_leader):
        assert not ExpectationVersion.objects.exists()


def test_two_who_change_it_see_both(sign_in: SignIn, practice_leader: Viewer) -> None:
    client = sign_in(practice_leader)
    client.post(reverse(CHANGE), post(road_weeks=9))
    answer = client.post(reverse(CHANGE), post(plan_weeks=20))
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "By week 9" in page or "by week 9" in page
    assert 'name="version" value="1"' in page
    again = client.post(reverse(CHANGE), post(1, road_weeks=9, plan_weeks=20))
    assert again.status_code == 302
    with as_viewer(practice_leader):
        assert expectations_of(practice_leader) == Expectations(
            road_weeks=9, plan_weeks=20
        )


def test_who_may_not_reads_or_is_refused(
    sign_in: SignIn, practitioner: Viewer, analyst: Viewer
) -> None:
    writer = sign_in(practitioner)
    page = writer.get(reverse(SHOW))
    assert page.status_code == 200
    assert reverse(CHANGE) not in page.content.decode()
    assert writer.get(reverse(CHANGE)).status_code == 403
    assert writer.post(reverse(CHANGE), post(plan_weeks=20)).status_code == 403
    assert sign_in(analyst).get(reverse(SHOW)).status_code == 403


def test_the_page_asks_as_much_for_many_versions_as_for_one(
    sign_in: SignIn, practice_leader: Viewer
) -> None:
    client = sign_in(practice_leader)
    counts = []
    for seen in range(3):
        write(practice_leader, seen=seen, plan_weeks=20 + seen)
        client.get(reverse(SHOW))
        with CaptureQueriesContext(connection) as caught:
            client.get(reverse(SHOW))
        counts.append(len(caught))
    assert len(set(counts)) == 1, counts
