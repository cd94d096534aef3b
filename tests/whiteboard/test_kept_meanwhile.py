"""What changes while a kept row is worked out, and what is not kept at all."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer
from kinfold.records.models import Family
from kinfold.whiteboard import ready
from kinfold.whiteboard.actions.keeping import keep_rows
from kinfold.whiteboard.models import KeptRow
from kinfold.whiteboard.presenters.row_cells import edition
from kinfold.whiteboard.rows import TrueFor
from kinfold.whiteboard.selectors import Asked, BoardRow, families, worked_out
from tests.factories.practice import (
    make_entry,
    make_family,
)
from tests.whiteboard.test_kept_rows import TODAY, URL, SignIn, fresh, kept_of, shown

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def test_many_rows_are_worked_out_some_at_a_time(
    practitioner: Viewer, monkeypatch: pytest.MonkeyPatch
) -> None:
    families = [make_family(practitioner) for _ in range(5)]
    monkeypatch.setattr(ready, "AT_ONCE", 2)
    asked: list[int] = []

    def counted(viewer: Viewer, ids: list[UUID], **given: Any) -> tuple[BoardRow, ...]:
        asked.append(len(ids))
        return worked_out(viewer, ids, **given)

    monkeypatch.setattr(ready, "worked_out", counted)
    rows = shown(practitioner)
    assert asked == [2, 2, 1]
    for family in families:
        assert rows[family.pk] == fresh(practitioner, family)


def test_a_change_while_a_row_is_worked_out_is_not_missed(
    practitioner: Viewer, family: Family
) -> None:
    """The link is read, the record is read, somebody changes it, the row is kept."""
    shown(practitioner)
    with as_viewer(practitioner):
        newest = ready.newest_of(families(practitioner, Asked()))
    old = fresh(practitioner, family)
    make_entry(practitioner, family, "harm", text="Dad threw a cup.")
    shown(practitioner)  # somebody else looks, and keeps the newer one
    with as_viewer(practitioner):
        keep_rows(
            rows=[old],
            newest=newest,
            true_for=TrueFor(day=TODAY(), edition=edition()),
            by=practitioner,
        )
    assert kept_of(practitioner, family).cells == old.cells
    row = shown(practitioner)[family.pk]
    assert row == fresh(practitioner, family) != old


def test_the_newest_change_is_asked_before_the_record_is_read(
    practitioner: Viewer, family: Family, sign_in: SignIn
) -> None:
    client = sign_in(practitioner)
    for asked in ({}, {"sort": "plan"}):
        with as_viewer(practitioner):
            KeptRow.objects.all().delete()
        with CaptureQueriesContext(connection) as caught:
            client.get(URL, asked)
        said = [query["sql"] for query in caught]
        links = [n for n, sql in enumerate(said) if "platform_auditlink" in sql]
        record = [n for n, sql in enumerate(said) if "practice_mapentry" in sql]
        assert max(links) < min(record)


def test_what_differs_by_viewer_is_not_kept(
    practitioner: Viewer, senior_leader: Viewer, manager: Viewer, family: Family,
    sign_in: SignIn,
) -> None:  # fmt: skip
    team = "Lincoln North"
    page = sign_in(practitioner).get(URL).content.decode()
    assert practitioner.name in page
    page = sign_in(senior_leader).get(URL, {"whose": "every"}).content.decode()
    assert team in page
    kept = kept_of(practitioner, family)
    for word in (practitioner.name, team, family.name):
        assert word not in kept.cells
