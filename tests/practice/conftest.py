"""A family of the practitioner's own, with and without words on its map."""

from __future__ import annotations

import pytest

from kinfold.platform.viewer import Viewer
from kinfold.practice.models import DangerStatement
from kinfold.records.models import Family
from tests.factories.practice import make_family, make_map


@pytest.fixture
def family(practitioner: Viewer) -> Family:
    return make_family(practitioner)


@pytest.fixture
def danger(practitioner: Viewer, family: Family) -> DangerStatement:
    """The danger statement of a map that has one of everything."""
    return make_map(practitioner, family)
