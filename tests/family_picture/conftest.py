"""The family of whom pictures are drawn."""

from __future__ import annotations

import pytest

from kinfold.platform.viewer import Viewer
from tests.factories.people import Okafors, make_okafors


@pytest.fixture
def okafors(practitioner: Viewer) -> Okafors:
    return make_okafors(practitioner)
