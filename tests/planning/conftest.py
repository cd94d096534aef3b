"""A family with a worry that was shared, a bottom line, and two people who know."""

from __future__ import annotations

from copy import copy, deepcopy

import pytest

from kinfold.platform.models import Authority
from kinfold.platform.viewer import Viewer
from kinfold.records.models import Family
from tests.conftest import Kept
from tests.factories.planning import Planned, make_planned
from tests.factories.practice import make_family


@pytest.fixture(scope="module")
def worried(kept: Kept) -> Planned:
    return make_planned(kept.practitioner, make_family(kept.practitioner))


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
def planned(worried: Planned, db: None) -> Planned:
    return deepcopy(worried)


@pytest.fixture
def family(planned: Planned) -> Family:
    return planned.family
