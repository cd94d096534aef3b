"""The practitioner's own family, with Family Finding for Kai."""

from __future__ import annotations

import pytest

from kinfold.family_finding.models import FindingEpisode
from kinfold.platform.viewer import Viewer
from kinfold.records.models import Family
from tests.factories.family_finding import make_episode
from tests.factories.practice import make_family


@pytest.fixture
def family(practitioner: Viewer) -> Family:
    return make_family(practitioner)


@pytest.fixture
def episode(practitioner: Viewer, family: Family) -> FindingEpisode:
    return make_episode(practitioner, family)
