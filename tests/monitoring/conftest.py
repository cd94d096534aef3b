"""A family whose plan is lived by since today."""

from __future__ import annotations

import pytest

from kinfold.platform.viewer import Viewer
from kinfold.records.models import Family
from tests.factories.planning import Planned, make_live
from tests.factories.practice import make_family


@pytest.fixture
def family(practitioner: Viewer) -> Family:
    return make_family(practitioner)


@pytest.fixture
def planned(practitioner: Viewer, chair: Viewer, family: Family) -> Planned:
    return make_live(practitioner, chair, family)
