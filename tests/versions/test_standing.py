"""Where a danger statement and its goal stand, and whether it is understood."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from kinfold.platform.errors import NotFound
from kinfold.platform.models import AuditEvent
from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer
from kinfold.practice import actions as practice
from kinfold.practice.errors import CannotDo, CannotShare
from kinfold.practice.models import DangerStatement, SafetyGoal
from kinfold.records.models import Family
from kinfold.versions import actions
from kinfold.versions.models import SaidBack, StandingStep
from kinfold_core.practice.standings import STEPS, next_states
from kinfold_core.practice.written import (
    DangerSetDetails,
    Named,
    SaidBackDetails,
    StandingDetails,
)
from tests.factories.practice import make_family, make_set, named

pytestmark = pytest.mark.django_db
SignIn = Callable[[Viewer], Client]


def stand(
    by: Viewer, danger: DangerStatement, of: str, *states: str, **changes: object
) -> None:
    given: dict[str, object] = {
        "with_whom": "Leanne", "happened_on": timezone.localdate(),
    }  # fmt: skip
    with as_viewer(by):
        for state in states:
            actions.note_standing(
                family_id=danger.mapping.family_id,
                danger_id=danger.pk,
                details=StandingDetails(of=of, state=state, **given | changes),  # type: ignore[arg-type]
                by=by,
            )


def state_of(by: Viewer, danger: DangerStatement) -> tuple[str, str]:
    with as_viewer(by):
        return (
            DangerStatement.objects.get(pk=danger.pk).state,
            SafetyGoal.objects.get(danger_id=danger.pk).state,
        )


def test_a_statement_is_tested_shared_agreed_and_its_goal_met(
    practitioner: Viewer, family: Family
) -> None:
    danger = make_set(practitioner, family)
    stand(practitioner, danger, "statement", "tested", "shared", "agreed")
    stand(practitioner, danger, "goal", "agreed")
    with pytest.raises(CannotDo, match="not been shown for long enough"):
        stand(practitioner, danger, "statement", "resolved")
    stand(practitioner, danger, "goal", "in_demonstration", "demonstrated")
    stand(practitioner, danger, "statement", "resolved")
    assert state_of(practitioner, danger) == ("resolved", "demonstrated")
    with as_viewer(practitioner):
        goal = SafetyGoal.objects.get(danger_id=danger.pk)
        assert goal.demonstrated_from == timezone.localdate()
        assert StandingStep.objects.count() == 7
        assert AuditEvent.objects.filter(action="map.standing_noted").count() == 7


def test_seen_differently_needs_their_words_first(
    practitioner: Viewer, family: Family
) -> None:
    danger = make_set(practitioner, family)
    stand(practitioner, danger, "statement", "shared")
    with pytest.raises(CannotDo, match="in their own words"):
        stand(practitioner, danger, "statement", "disputed")
    with as_viewer(practitioner):
        actions.disagree(
            family_id=family.pk, danger_id=danger.pk, who=Named(name="Dean"),
            words="I only shout.", said_on=timezone.localdate(), by=practitioner,
        )  # fmt: skip
    stand(practitioner, danger, "statement", "disputed")
    assert state_of(practitioner, danger)[0] == "disputed"


def test_only_what_blocks_stops_a_statement_from_being_shared(
    practitioner: Viewer, family: Family
) -> None:
    with as_viewer(practitioner):
        bare = practice.add_danger_set(
            family_id=family.pk, details=DangerSetDetails(worried_about="Neglect."),
            by=practitioner,
        )  # fmt: skip
    stand(practitioner, bare, "statement", "tested")
    with pytest.raises(CannotShare) as missing:
        stand(practitioner, bare, "statement", "shared")
    assert "R-DS3" in {finding.rule for finding in missing.value.findings}
    with pytest.raises(CannotDo, match="not written yet"):
        stand(practitioner, bare, "goal", "agreed")


@pytest.mark.parametrize(
    ("of", "state", "changes", "field"),
    [
        ("statement", "resolved", {}, "to"),
        ("statement", "nonsense", {}, "to"),
        ("goal", "demonstrated", {}, "to"),
        ("statement", "tested", {"with_whom": " "}, "with_whom"),
        ("statement", "tested", {"happened_on": date(2990, 1, 1)}, "happened_on"),
    ],
)
def test_a_step_that_cannot_be_is_refused(
    practitioner: Viewer, family: Family, of: str, state: str,
    changes: dict[str, object], field: str,
) -> None:  # fmt: skip
    danger = make_set(practitioner, family)
    with pytest.raises(CannotDo) as refused:
        stand(practitioner, danger, of, state, **changes)
    assert refused.value.field == field


def test_every_state_has_a_way_on_or_back() -> None:
    for of, steps in STEPS.items():
        for state, following in steps.items():
            assert following == next_states(of, state)
            assert set(following) <= steps.keys()
    assert next_states("goal", "") == ()


def test_a_goal_is_shown_from_a_day_and_the_database_knows(
    practitioner: Viewer, family: Family
) -> None:
    danger = make_set(practitioner, family)
    with as_viewer(practitioner), pytest.raises(IntegrityError), transaction.atomic():
        SafetyGoal.objects.filter(danger=danger).update(state="in_demonstration")


def test_whether_somebody_could_say_it_back(
    sign_in: SignIn, practitioner: Viewer, family: Family
) -> None:
    danger = make_set(practitioner, family)
    client = sign_in(practitioner)
    day = timezone.localdate()
    posted = {
        "who": "other", "who_other": "Leanne", "how_well": "partly",
        "words": "When he drinks 🙂", "said_on_day": day.day,
        "said_on_month": day.month, "said_on_year": day.year,
    }  # fmt: skip
    address = reverse("versions:say-back-danger", args=[family.pk, danger.pk])
    assert client.get(address).status_code == 200
    for wrong in (
        {"who_other": ""},
        {"how_well": ""},
        {"words": "x\x00"},
        {"words": "x" * 100_000},
        {"said_on_year": "2990"},
    ):
        assert client.post(address, posted | wrong).status_code == 422
    assert client.post(address, posted).status_code == 302
    page = client.get(reverse("versions:danger", args=[family.pk, danger.pk]))
    assert "When he drinks 🙂" in page.content.decode()
    with as_viewer(practitioner):
        assert SaidBack.objects.get().name == "Leanne"


def test_nobody_of_another_family_says_it_back(
    practitioner: Viewer, family: Family
) -> None:
    danger = make_set(practitioner, family)
    other = make_family(practitioner)
    with as_viewer(practitioner):
        stranger = named(practitioner, other, "Leanne")
        with pytest.raises(NotFound):
            actions.note_said_back(
                family_id=family.pk, danger_id=danger.pk, by=practitioner,
                details=SaidBackDetails(
                    who=stranger, how_well="yes", said_on=timezone.localdate()
                ),
            )  # fmt: skip


def test_the_page_offers_only_where_it_can_come_to_stand(
    sign_in: SignIn, practitioner: Viewer, family: Family
) -> None:
    danger = make_set(practitioner, family)
    client = sign_in(practitioner)
    address = reverse("versions:stand-danger", args=[family.pk, danger.pk])
    page = client.get(address).content.decode()
    assert 'value="statement:tested"' in page
    assert 'value="statement:agreed"' not in page
    day = timezone.localdate()
    posted = {
        "to": "statement:tested", "with_whom": "The Tuesday group",
        "happened_on_day": day.day, "happened_on_month": day.month,
        "happened_on_year": day.year,
    }  # fmt: skip
    refused = client.post(address, posted | {"to": "statement:agreed"})
    assert refused.status_code == 422
    assert client.post(address, posted | {"with_whom": ""}).status_code == 422
    assert client.post(address, posted).status_code == 302
    shown = client.get(reverse("versions:danger", args=[family.pk, danger.pk]))
    assert "Tested in supervision" in shown.content.decode()
    assert "The Tuesday group" in shown.content.decode()
