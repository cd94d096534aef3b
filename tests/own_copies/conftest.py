"""A family that lives by its plan, and the one of the practice tests."""

import pytest

from kinfold.platform.viewer import Viewer
from tests.factories.planning import Planned, make_live
from tests.factories.practice import make_family
from tests.practice.conftest import danger, family

__all__ = ["danger", "family"]


@pytest.fixture
def lived(practitioner: Viewer, chair: Viewer) -> Planned:
    return make_live(practitioner, chair, make_family(practitioner))
