"""The practitioner's family with a whole map, and a meeting that goes on."""

from __future__ import annotations

import pytest

from kinfold.meetings.models import Meeting
from kinfold.platform.viewer import Viewer
from kinfold.practice.models import DangerStatement
from kinfold.records.models import Family
from tests.factories.meetings import make_meeting
from tests.factories.practice import make_family, make_map


@pytest.fixture
def family(practitioner: Viewer) -> Family:
    return make_family(practitioner)


@pytest.fixture
def danger(practitioner: Viewer, family: Family) -> DangerStatement:
    return make_map(practitioner, family)


@pytest.fixture
def meeting(practitioner: Viewer, family: Family) -> Meeting:
    return make_meeting(practitioner, family)
