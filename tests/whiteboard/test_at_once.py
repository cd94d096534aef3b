"""Looking at a board while somebody changes a record, in real commits."""

from __future__ import annotations

from threading import Thread

import pytest
from django.db import connection
from django.utils import timezone

from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer
from kinfold.records.models import Family
from kinfold.whiteboard.ready import newest_of, rows_of
from kinfold.whiteboard.rows import Row
from kinfold.whiteboard.selectors import Asked, families
from tests.factories.practice import make_entry, make_family

pytestmark = pytest.mark.slow


def look(by: Viewer, family: Family) -> Row:
    with as_viewer(by):
        newest = newest_of(families(by, Asked()))
        return rows_of(by, newest, today=timezone.localdate())[family.pk]


def elsewhere_look(by: Viewer, family: Family) -> Row:
    """From a connection of its own, which sees what is committed."""
    seen: list[Row] = []

    def run() -> None:
        try:
            seen.append(look(by, family))
        finally:
            connection.close()

    thread = Thread(target=run)
    thread.start()
    thread.join(timeout=20)
    assert seen, "a look waited for a change that had not ended"
    return seen[0]


def test_a_row_kept_before_a_commit_is_not_shown_after_it(committed: Viewer) -> None:
    family = make_family(committed)
    with as_viewer(committed):
        make_entry(committed, family, "harm", text="Dad threw a cup.", impact="Cried.")
        before = elsewhere_look(committed, family)
        assert "harm named" not in before.cells
    after = elsewhere_look(committed, family)
    assert "1 harm named" in after.cells


def test_a_change_that_began_first_and_ended_last_is_not_missed(
    committed: Viewer,
) -> None:
    """Its event is the older one; its link is the newer one."""
    family = make_family(committed)

    def another() -> None:
        try:
            make_entry(committed, family, "strength")
        finally:
            connection.close()

    with as_viewer(committed):
        make_entry(committed, family, "harm", text="Dad threw a cup.", impact="Cried.")
        meanwhile = Thread(target=another)
        meanwhile.start()  # waits for the map, which is held here
        meanwhile.join(timeout=1)
        elsewhere_look(committed, family)
    meanwhile.join(timeout=60)
    assert "1 harm named" in elsewhere_look(committed, family).cells
