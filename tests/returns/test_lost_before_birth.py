"""A child lost before birth is no child that work is owed to, and none is counted."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from kinfold.platform.tenancy import as_viewer
from kinfold.records.models import FamilyMember, Person
from tests.factories.practice import make_family
from tests.returns.test_own_record import export

pytestmark = pytest.mark.django_db


def test_a_child_lost_before_birth_is_in_neither_table(
    practitioner, analyst, tmp_path: Path
):
    family = make_family(practitioner)
    before = export(analyst, tmp_path / "before")
    with as_viewer(practitioner):
        [lost, *_] = FamilyMember.objects.filter(family=family, part="child")
        Person.objects.filter(pk=lost.person_id).update(
            is_unborn=True,
            is_lost=True,
            born_earliest_on=None,
            born_latest_on=None,
            due_on=date(2026, 2, 1),
        )
    after = export(analyst, tmp_path / "after")
    for table in ("person", "family_children"):
        gone = [row for row in before[table] if row not in after[table]]
        assert len(gone) == 1
        assert [row for row in before[table] if row not in gone] == after[table]
