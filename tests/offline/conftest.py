"""Amina's own family, and her tablet with Kai's first name on it."""

from __future__ import annotations

import pytest

from kinfold.offline.models import TakenAlong, VisitDevice
from kinfold.platform.models import Authority
from kinfold.platform.viewer import Viewer
from kinfold.records.models import Family
from kinfold_core.access import Role
from tests.factories.offline import make_device, make_taken
from tests.factories.platform import make_team, make_worker_viewer
from tests.factories.practice import make_family


@pytest.fixture
def family(practitioner: Viewer) -> Family:
    return make_family(practitioner)


@pytest.fixture
def device(practitioner: Viewer) -> VisitDevice:
    return make_device(practitioner)


@pytest.fixture
def taken(practitioner: Viewer, family: Family, device: VisitDevice) -> TakenAlong:
    return make_taken(practitioner, family, device)


@pytest.fixture
def team(authority: Authority) -> tuple[Viewer, Viewer]:
    """The manager and a worker of the team to which a family is handed on."""
    new = make_team(authority)
    return (
        make_worker_viewer(authority, Role.TEAM_MANAGER, name="Mo Tarn", team=new),
        make_worker_viewer(authority, Role.PRACTITIONER, name="Bea Lark", team=new),
    )
