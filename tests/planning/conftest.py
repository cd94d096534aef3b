"""A family with a worry that was shared, a bottom line, and two people who know."""

from __future__ import annotations

import pytest

from kinfold.platform.viewer import Viewer
from kinfold.records.models import Family
from tests.factories.planning import Planned, make_planned
from tests.factories.practice import make_family


@pytest.fixture
def family(practitioner: Viewer) -> Family:
    return make_family(practitioner)


@pytest.fixture
def planned(practitioner: Viewer, family: Family) -> Planned:
    return make_planned(practitioner, family)
