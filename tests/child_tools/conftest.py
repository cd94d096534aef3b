"""Priya's family, a time with Amira, and colleagues who did not talk with her."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from kinfold.child_tools.models import ChildItem, ChildToolSession
from kinfold.platform.models import Authority, Team
from kinfold.platform.viewer import Viewer
from kinfold.records.models import Family
from kinfold_core.access import Role
from tests.factories.child_tools import make_item, make_session
from tests.factories.platform import make_team, make_worker_viewer
from tests.factories.practice import make_family


@pytest.fixture(autouse=True)
def files_here(tmp_path: Path, settings: Settings) -> None:
    settings.FILES_ROOT = tmp_path / "files"


@pytest.fixture
def team(authority: Authority) -> Team:
    return make_team(authority)


@pytest.fixture
def practitioner(authority: Authority, team: Team) -> Viewer:
    """Priya, whom Amira talks with."""
    return make_worker_viewer(authority, Role.PRACTITIONER, name="Priya", team=team)


@pytest.fixture
def colleague(authority: Authority, team: Team) -> Viewer:
    """A practitioner of the same team: opens the family, did not talk with Amira."""
    return make_worker_viewer(authority, Role.PRACTITIONER, name="Cy", team=team)


@pytest.fixture
def boss(authority: Authority, team: Team) -> Viewer:
    """The team's manager."""
    return make_worker_viewer(authority, Role.TEAM_MANAGER, name="Jude", team=team)


@pytest.fixture
def family(practitioner: Viewer) -> Family:
    return make_family(practitioner)


@pytest.fixture
def session(practitioner: Viewer, family: Family) -> ChildToolSession:
    return make_session(practitioner, family)


@pytest.fixture
def item(practitioner: Viewer, session: ChildToolSession) -> ChildItem:
    return make_item(practitioner, session)
