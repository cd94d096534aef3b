"""People who stay for a whole module, where all its tests begin from the same rows.

Its conftest imports these, makes the rows once a module in a fixture of its own, and
gives each test a copy of what was made: the rows are rolled back, the objects are not.
"""

from __future__ import annotations

from copy import copy
from typing import NamedTuple

import pytest

from kinfold.platform.models import Authority
from kinfold.platform.viewer import Viewer
from kinfold_core.access import Role
from tests.factories.platform import make_authority, make_worker_viewer


class Kept(NamedTuple):
    """Who there is when a module begins."""

    authority: Authority
    practitioner: Viewer
    chair: Viewer


@pytest.fixture(scope="module")
def kept(for_the_module: None) -> Kept:
    authority = make_authority("Lincolnshire")
    return Kept(
        authority,
        make_worker_viewer(authority, Role.PRACTITIONER),
        make_worker_viewer(authority, Role.CONFERENCE_CHAIR),
    )


@pytest.fixture
def authority(kept: Kept, db: None) -> Authority:
    return copy(kept.authority)


@pytest.fixture
def practitioner(kept: Kept, db: None) -> Viewer:
    return kept.practitioner


@pytest.fixture
def chair(kept: Kept, db: None) -> Viewer:
    return kept.chair
