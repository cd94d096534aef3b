"""A family whose plan is lived by since the tests of a module began."""

from __future__ import annotations

from copy import copy, deepcopy

import pytest

from kinfold.platform.models import Authority
from kinfold.platform.viewer import Viewer
from kinfold.records.models import Family
from tests.conftest import Kept
from tests.factories.planning import Planned, make_live
from tests.factories.practice import make_family


@pytest.fixture(scope="module")
def lived(kept: Kept) -> Planned:
    by = kept.practitioner
    return make_live(by, kept.chair, make_family(by))


@pytest.fixture
def authority(kept: Kept, db: None) -> Authority:
    return copy(kept.authority)


@pytest.fixture
def practitioner(kept: Kept, db: None) -> Viewer:
    return kept.practitioner


@pytest.fixture
def chair(kept: Kept, db: None) -> Viewer:
    return kept.chair


@pytest.fixture
def planned(lived: Planned, db: None) -> Planned:
    return deepcopy(lived)


@pytest.fixture
def family(planned: Planned) -> Family:
    return planned.family
