"""Two authorities of a programme, who runs it, and a family whose case is begun."""

from __future__ import annotations

import pytest

from kinfold.lab import selectors
from kinfold.platform.tenancy import as_viewer
from kinfold_core.access import Role
from tests.factories.lab import make_case, make_lab
from tests.factories.platform import make_team, make_worker_viewer
from tests.factories.practice import make_entry, make_family, make_set
from tests.factories.themes import (
    join_programme,
    make_programme_member,
    make_programme_of,
)


@pytest.fixture
def programme(authority, elsewhere_authority):
    found = make_programme_of(authority)
    join_programme(found, elsewhere_authority)
    return found


@pytest.fixture
def lead(programme):
    return make_programme_member(programme, Role.PROGRAMME_LEAD)


@pytest.fixture
def worker(authority):
    team = make_team(authority)
    return make_worker_viewer(
        authority, Role.PRACTITIONER, name="Amina Bright", team=team
    )


@pytest.fixture
def leader(authority):
    return make_worker_viewer(authority, Role.PRACTICE_LEADER)


@pytest.fixture
def observer(elsewhere_authority):
    return make_worker_viewer(elsewhere_authority, Role.PRACTICE_LEADER)


@pytest.fixture
def session(lead, programme, authority):
    return make_lab(lead, programme, authority)


@pytest.fixture
def family(worker):
    found = make_family(worker)
    make_set(worker, found)
    make_entry(worker, found)
    return found


@pytest.fixture
def case(worker, leader, family, session):
    make_case(worker, leader, family, session)
    with as_viewer(worker):
        return selectors.case(worker, family.pk)
