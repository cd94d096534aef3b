"""The practitioner's own family, and a manager of the same team."""

from __future__ import annotations

import pytest

from kinfold.platform.models import Authority, Team
from kinfold.platform.viewer import Viewer
from kinfold.records.models import Family
from kinfold_core.access import Role
from tests.factories.platform import make_team, make_worker_viewer
from tests.factories.practice import make_family


@pytest.fixture
def team(authority: Authority) -> Team:
    return make_team(authority)


@pytest.fixture
def practitioner(authority: Authority, team: Team) -> Viewer:
    return make_worker_viewer(authority, Role.PRACTITIONER, team=team)


@pytest.fixture
def manager(authority: Authority, team: Team) -> Viewer:
    return make_worker_viewer(authority, Role.TEAM_MANAGER, team=team)


@pytest.fixture
def family(practitioner: Viewer) -> Family:
    return make_family(practitioner)
