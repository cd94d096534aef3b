"""The practitioner's own family, with Raj in its network."""

from __future__ import annotations

import pytest

from kinfold.networks.models import NetworkMember
from kinfold.platform.viewer import Viewer
from kinfold.records.models import Family
from kinfold_core.practice.written import Named
from tests.factories.networks import make_member
from tests.factories.practice import make_family


@pytest.fixture
def family(practitioner: Viewer) -> Family:
    return make_family(practitioner)


@pytest.fixture
def raj(practitioner: Viewer, family: Family) -> NetworkMember:
    return make_member(
        practitioner, family, "Raj", who=Named(name="Raj"), side="paternal"
    )
