"""A family of seven children with a plan that is lived, and one with nothing yet."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from kinfold.platform.models import Authority, Team
from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer
from kinfold.records.models import Family, FamilyMember
from kinfold_core.access import Role
from kinfold_measures.language.periods import Period
from tests.factories.planning import Planned, make_live
from tests.factories.platform import make_team, make_worker_viewer
from tests.factories.practice import make_family, make_person


@pytest.fixture
def team(authority: Authority) -> Team:
    return make_team(authority)


@pytest.fixture
def worker(authority: Authority, team: Team) -> Viewer:
    return make_worker_viewer(authority, Role.PRACTITIONER, team=team)


@pytest.fixture
def lead(authority: Authority, team: Team) -> Viewer:
    return make_worker_viewer(authority, Role.TEAM_MANAGER, team=team)


def large_family(by: Viewer) -> Family:
    """Seven children: so many that the family alone is not withheld."""
    family = make_family(by)
    with as_viewer(by):
        for name in ("Bo", "Cass", "Dot", "Ed", "Flo"):
            FamilyMember.objects.create(
                authority_id=family.authority_id,
                family=family,
                person=make_person(by, name),
                part="child",
            )
    return family


@pytest.fixture
def planned(worker: Viewer, chair: Viewer) -> Planned:
    return make_live(worker, chair, large_family(worker))


@pytest.fixture
def quarter() -> Period:
    """One whose last day is today, so that what the tests write is within it."""
    today = timezone.localdate()
    return Period("now", today - timedelta(days=90), today)
