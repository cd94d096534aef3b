"""A family with a worry that was shared, a bottom line, and two people who know."""

from __future__ import annotations

from copy import deepcopy

import pytest

from kinfold.records.models import Family
from tests.factories.planning import Planned, make_planned
from tests.factories.practice import make_family
from tests.kept_people import Kept, authority, chair, kept, practitioner

__all__ = ["authority", "chair", "kept", "practitioner"]


@pytest.fixture(scope="module")
def worried(kept: Kept) -> Planned:
    return make_planned(kept.practitioner, make_family(kept.practitioner))


@pytest.fixture
def planned(worried: Planned, db: None) -> Planned:
    return deepcopy(worried)


@pytest.fixture
def family(planned: Planned) -> Family:
    return planned.family
