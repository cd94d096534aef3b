"""The practitioner's own family, with a danger statement on its map."""

from __future__ import annotations

import pytest

from kinfold.platform.viewer import Viewer
from kinfold.records.models import Family
from tests.factories.practice import make_family


@pytest.fixture
def family(practitioner: Viewer) -> Family:
    return make_family(practitioner)
