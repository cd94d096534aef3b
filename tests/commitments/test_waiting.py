"""What waits for a worker: somebody's own yes, and a role to look at again."""

from __future__ import annotations

import pytest
from django.utils import timezone

from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer
from kinfold.records.models import Family
from kinfold.records.selectors.lists import Scope
from kinfold.records.selectors.waiting import waiting_for
from tests.factories.commitments import make_answer, make_commitment
from tests.factories.networks import make_closed, make_member
from tests.factories.trajectory import days_ago

pytestmark = pytest.mark.django_db


def waits(by: Viewer) -> set[str]:
    with as_viewer(by):
        rows = waiting_for(by, Scope.MINE, today=timezone.localdate())
    return {row.kind.key for row in rows} & {"ask_open", "role_review"}


def test_an_ask_waits_until_they_answer_themselves(
    practitioner: Viewer, family: Family
) -> None:
    nan = make_member(practitioner, family)
    assert waits(practitioner) == set()
    row = make_commitment(practitioner, nan)
    assert waits(practitioner) == {"ask_open"}
    make_answer(practitioner, nan, row, "no")
    assert waits(practitioner) == set()


def test_a_closed_role_waits_from_its_day_on(
    practitioner: Viewer, family: Family
) -> None:
    nan = make_member(practitioner, family)
    make_closed(practitioner, nan)
    assert waits(practitioner) == set()
    make_closed(practitioner, nan, role="lifetime", review_on=days_ago(0))
    assert waits(practitioner) == {"role_review"}
