"""Somebody's pseudonym joins years of one authority, and nothing else."""

from __future__ import annotations

from uuid import UUID, uuid4

from django.test import override_settings

from kinfold.returns.selectors.pseudonyms import Record

CHILD = UUID("019a0000-0000-7000-8000-000000000001")


def test_a_pseudonym_is_the_same_in_every_export_of_one_authority_alone() -> None:
    authority = uuid4()
    told = Record(authority).told(CHILD)
    assert Record(authority).told(CHILD) == told
    assert Record(uuid4()).told(CHILD) != told
    with override_settings(SECRET_KEY="of another installation"):
        assert Record(authority).told(CHILD) != told
    assert Record(authority).told(None) is None
