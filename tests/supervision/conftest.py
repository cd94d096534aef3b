"""The practitioner's family with a map, a colleague who leads, a session for today."""

from __future__ import annotations

import pytest

from kinfold.platform.viewer import Viewer
from kinfold.practice.models import DangerStatement
from kinfold.records.models import Family
from kinfold.supervision.models import GroupSupervision
from tests.factories.practice import make_family, make_map
from tests.factories.supervision import colleague, make_session


@pytest.fixture
def family(practitioner: Viewer) -> Family:
    return make_family(practitioner)


@pytest.fixture
def danger(practitioner: Viewer, family: Family) -> DangerStatement:
    return make_map(practitioner, family)


@pytest.fixture
def leader(practitioner: Viewer) -> Viewer:
    """A practice leader, who leads the group."""
    return colleague(practitioner)


@pytest.fixture
def session(practitioner: Viewer, family: Family, leader: Viewer) -> GroupSupervision:
    return make_session(practitioner, family, leader)
