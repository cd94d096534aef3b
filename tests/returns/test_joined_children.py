"""A child who was written down twice is one child to count."""

from __future__ import annotations

from pathlib import Path

import pytest

from kinfold.finding.actions.merging import merge_people
from kinfold.platform.tenancy import as_viewer
from kinfold.records.models import FamilyMember, Person
from tests.factories.practice import make_family
from tests.returns.test_own_record import export

pytestmark = pytest.mark.django_db


def test_two_records_of_one_child_are_told_as_one(
    authority, practitioner, manager, analyst, tmp_path: Path
):
    family = make_family(practitioner)
    before = export(analyst, tmp_path / "before")
    with as_viewer(practitioner):
        amira = Person.objects.get(given_names__startswith="Amira")
        double = Person.objects.create(
            authority_id=authority.pk, given_names="Amira", family_name="Twice"
        )
        FamilyMember.objects.create(
            authority_id=authority.pk, family=family, person=double, part="child"
        )
    assert len(export(analyst, tmp_path / "twice")["person"]) == 3
    with as_viewer(manager):
        merge_people(
            kept_id=amira.pk,
            merged_id=double.pk,
            reason="Seen together",
            by=manager,
        )
        # both were in one family, so that this row could not move
        assert FamilyMember.objects.filter(person=double).exists()
    told = export(analyst, tmp_path / "joined")
    assert told["person"] == before["person"]
    assert told["family_children"] == before["family_children"]
