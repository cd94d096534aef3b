"""The practitioner's own family, with a danger statement on its map."""

from __future__ import annotations

import pytest

from kinfold.networks.models import NetworkMember
from kinfold.platform.viewer import Viewer
from kinfold.practice.models import DangerStatement
from kinfold.records.models import Family
from kinfold_core.practice.written import Named
from tests.factories.networks import make_member
from tests.factories.practice import make_family, make_set


@pytest.fixture
def family(practitioner: Viewer) -> Family:
    return make_family(practitioner)


@pytest.fixture
def danger(practitioner: Viewer, family: Family) -> DangerStatement:
    return make_set(practitioner, family)


@pytest.fixture
def raj(practitioner: Viewer, family: Family) -> NetworkMember:
    return make_member(
        practitioner, family, "Raj", who=Named(name="Raj"), side="paternal"
    )
