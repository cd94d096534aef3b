"""What was taken back on a map, for every query that would show it."""

from __future__ import annotations

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, Q

from kinfold.practice.models import TakenBack


def stands(of: str, key: str = "pk") -> Q:
    """Of rows of entries or ratings: those that were not taken back.

    `of` is "entry" or "rating"; `key` the column of the outer row that names it.
    """
    rows = TakenBack.objects.filter(
        authority_id=OuterRef("authority_id"), lifted_at=None, **{of: OuterRef(key)}
    )
    return Q(~Exists(rows))


def words_gone(key: str) -> ArraySubquery:
    """The words that nobody reads any more in the set that the outer row names."""
    rows = TakenBack.objects.filter(
        authority_id=OuterRef("authority_id"), lifted_at=None, danger=OuterRef(key)
    )
    return ArraySubquery(rows.values("words"))
