"""A family whose plan is lived by since the tests of a module began."""

from __future__ import annotations

from copy import deepcopy

import pytest

from kinfold.records.models import Family
from tests.factories.planning import Planned, make_live
from tests.factories.practice import make_family
from tests.kept_people import Kept, authority, chair, kept, practitioner

__all__ = ["authority", "chair", "kept", "practitioner"]


@pytest.fixture(scope="module")
def lived(kept: Kept) -> Planned:
    by = kept.practitioner
    return make_live(by, kept.chair, make_family(by))


@pytest.fixture
def planned(lived: Planned, db: None) -> Planned:
    return deepcopy(lived)


@pytest.fixture
def family(planned: Planned) -> Family:
    return planned.family
