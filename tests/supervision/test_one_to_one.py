"""Supervision one to one: what was seen, what was decided, what went on the map."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from kinfold.platform.errors import NotFound
from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer
from kinfold.practice.models import MapEntry
from kinfold.records.errors import CannotDo, StaleVersion
from kinfold.records.models import Family
from kinfold.supervision.actions import one_to_one, to_map
from kinfold.supervision.models import CaseDecision
from tests.factories.practice import make_family
from tests.factories.supervision import case_details, make_case, make_decision

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"worried": "", "working": "", "needs": ""}, "at least one of the three"),
        ({"held_on": timezone.localdate() + timedelta(days=2)}, "not come yet"),
        ({"next_on": timezone.localdate()}, "after this one"),
    ],
)
def test_what_cannot_be_is_said(
    practitioner: Viewer,
    family: Family,
    leader: Viewer,
    changes: dict[str, object],
    sentence: str,
) -> None:
    with pytest.raises(CannotDo, match=sentence):
        make_case(practitioner, family, leader, **changes)


def test_it_takes_two(practitioner: Viewer, family: Family) -> None:
    with pytest.raises(CannotDo, match="two different"):
        make_case(practitioner, family, practitioner)


def test_two_who_change_it_are_shown_each_other(
    practitioner: Viewer, family: Family, leader: Viewer
) -> None:
    case = make_case(practitioner, family, leader)
    with as_viewer(leader):
        theirs = case_details(practitioner, leader, worried="Raj is away.")
        key = {"family_id": family.pk, "case_id": case.pk, "by": leader}
        one_to_one.change_case(**key, details=theirs, version=1)  # type: ignore[arg-type]
        with pytest.raises(StaleVersion) as stale:
            one_to_one.change_case(
                **key,  # type: ignore[arg-type]
                details=case_details(practitioner, leader, worried="Nothing."),
                version=1,
            )
    assert stale.value.current.worried == "Raj is away."


def test_a_decision_says_what_and_why(
    practitioner: Viewer, family: Family, leader: Viewer
) -> None:
    case = make_case(practitioner, family, leader)
    assert practitioner.worker_id is not None
    for text, reason in (("", "Because"), ("Ring Raj", " ")):
        with as_viewer(practitioner), pytest.raises(CannotDo):
            one_to_one.decide(
                family_id=family.pk, case_id=case.pk, text=text, reason=reason,
                who_id=practitioner.worker_id, due_on=None, by=practitioner,
            )  # fmt: skip
    make_decision(practitioner, case)
    make_decision(practitioner, case)  # pressed twice
    with as_viewer(practitioner):
        assert CaseDecision.objects.count() == 1


def test_a_decision_is_on_the_map_once_the_worker_confirms(
    practitioner: Viewer, family: Family, leader: Viewer
) -> None:
    case = make_case(practitioner, family, leader)
    decision = make_decision(practitioner, case)
    key = {"family_id": family.pk, "case_id": case.pk, "decision_id": decision.pk}
    with as_viewer(leader):
        assert not MapEntry.objects.exists()
        with pytest.raises(CannotDo, match=practitioner.name):
            to_map.confirm_decision(**key, by=leader)
    with as_viewer(practitioner):
        for _ in range(2):
            to_map.confirm_decision(**key, by=practitioner)
        entry = MapEntry.objects.get()
    assert (entry.category, entry.text) == ("next_step", decision.text)


def test_one_familys_supervision_is_not_anothers(
    practitioner: Viewer, family: Family, leader: Viewer
) -> None:
    case = make_case(practitioner, family, leader)
    other = make_family(practitioner)
    with as_viewer(practitioner), pytest.raises(NotFound):
        one_to_one.change_case(
            family_id=other.pk,
            case_id=case.pk,
            details=case_details(practitioner, leader),
            version=1,
            by=practitioner,
        )
