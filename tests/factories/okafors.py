"""The Okafors, their worker and the manager: for every app that needs a family.

A conftest takes them in by importing them.
"""

from __future__ import annotations

import pytest

from kinfold.platform.models import Authority, Team
from kinfold.platform.viewer import Viewer
from kinfold_core.access import Role
from tests.factories.people import Okafors, make_okafors
from tests.factories.platform import make_team, make_worker_viewer


@pytest.fixture
def team(authority: Authority) -> Team:
    return make_team(authority)


@pytest.fixture
def worker(authority: Authority, team: Team) -> Viewer:
    """A practitioner in a team."""
    return make_worker_viewer(authority, Role.PRACTITIONER, name="Sam Reed", team=team)


@pytest.fixture
def lead(authority: Authority, team: Team) -> Viewer:
    """The manager of that team."""
    return make_worker_viewer(authority, Role.TEAM_MANAGER, name="Dana Cole", team=team)


@pytest.fixture
def okafors(worker: Viewer) -> Okafors:
    return make_okafors(worker)
