"""The people and the child of `tests/child_tools`, and something they shared."""

from __future__ import annotations

import pytest

from kinfold.child_tools.models import ChildItem, ChildToolSession
from kinfold.platform.viewer import Viewer
from tests.child_tools.conftest import (  # noqa: F401  fixtures
    boss,
    colleague,
    family,
    files_here,
    item,
    practitioner,
    session,
    team,
)
from tests.child_words.test_feeding import feed
from tests.factories.child_tools import make_choice, make_finished


@pytest.fixture
def shared(
    practitioner: Viewer,  # noqa: F811
    session: ChildToolSession,  # noqa: F811
    item: ChildItem,  # noqa: F811
) -> ChildItem:
    """For workers and parents, and on the map."""
    for audience in ("workers", "parents"):
        make_choice(practitioner, item, audience)
    make_finished(practitioner, session)
    feed(practitioner, item, "complicating_factor")
    return item
