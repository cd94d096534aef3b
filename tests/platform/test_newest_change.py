"""The newest change of a family's record: by commit, from the index, of no look."""

from __future__ import annotations

from uuid import UUID, uuid4

import pytest
from django.db import connection

from kinfold.platform import audit
from kinfold.platform.chain.newest import newest_change
from kinfold.platform.models import AuditEvent, AuditLink, Authority
from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer
from kinfold.records.models import Family
from tests.factories.platform import chain_now
from tests.factories.practice import make_family

pytestmark = pytest.mark.django_db


def change(by: Viewer, authority: Authority, family_id: UUID | None) -> None:
    with as_viewer(by):
        audit.record(
            by=by, action="x", target=authority, changes={}, family_id=family_id
        )


def newest(by: Viewer, family_id: UUID) -> int:
    with as_viewer(by):
        rows = Family.objects.filter(pk=family_id)
        return int(rows.values_list(newest_change(by.in_authority()), flat=True).get())


def test_a_change_counts_once_it_is_chained(
    practitioner: Viewer, authority: Authority
) -> None:
    family = make_family(practitioner)
    assert newest(practitioner, family.pk) == 0
    change(practitioner, authority, family.pk)
    assert newest(practitioner, family.pk) == 0
    chain_now(practitioner)
    first = newest(practitioner, family.pk)
    change(practitioner, authority, family.pk)
    chain_now(practitioner)
    assert newest(practitioner, family.pk) == first + 1 > 1


def test_looks_and_other_families_do_not(
    practitioner: Viewer, authority: Authority
) -> None:
    family = make_family(practitioner)
    change(practitioner, authority, uuid4())
    change(practitioner, authority, None)
    with as_viewer(practitioner):
        audit.note_read(practitioner, target=authority, page="map", family_id=family.pk)
        audit.record(
            by=practitioner, action="x", target=authority, changes={},
            family_id=family.pk, kind=AuditEvent.Kind.ACCESS,
        )  # fmt: skip
    chain_now(practitioner)
    with as_viewer(practitioner):
        assert AuditLink.objects.count() == 4
    assert newest(practitioner, family.pk) == 0


def test_it_is_read_from_the_index_alone(
    practitioner: Viewer, authority: Authority
) -> None:
    family = make_family(practitioner)
    change(practitioner, authority, family.pk)
    chain_now(practitioner)
    with as_viewer(practitioner), connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute("SET LOCAL enable_bitmapscan = off")
        rows = Family.objects.values_list(newest_change(practitioner.in_authority()))
        assert "Index Only Scan Backward using audit_link_by_family" in rows.explain()
