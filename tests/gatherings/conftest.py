"""A programme of two authorities: who leads it, and who leads in each."""

from __future__ import annotations

import pytest

from kinfold_core.access import Role
from tests.factories.platform import make_worker_viewer
from tests.factories.themes import (
    join_programme,
    make_programme_member,
    make_programme_of,
)


@pytest.fixture
def programme(authority, elsewhere_authority):
    made = make_programme_of(authority)
    join_programme(made, elsewhere_authority)
    return made


@pytest.fixture
def lead(programme):
    return make_programme_member(programme, Role.PROGRAMME_LEAD)


@pytest.fixture
def ours(programme, authority):
    return make_worker_viewer(authority, Role.SENIOR_LEADER)


@pytest.fixture
def theirs(programme, elsewhere_authority):
    return make_worker_viewer(elsewhere_authority, Role.SENIOR_LEADER)
