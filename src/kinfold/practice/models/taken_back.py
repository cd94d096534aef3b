"""What on a map whoever said it no longer wants read."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from kinfold.platform.models import AuthorityOwned, FencedKey, Worker
from kinfold.practice.models.danger_set import DangerStatement
from kinfold.practice.models.entry import MapEntry
from kinfold.practice.models.mapping import Mapping
from kinfold.practice.models.rating import ScaleRating


class TakenBack(AuthorityOwned):
    """An entry, a number, or words in a danger statement or its goal.

    The rows of what was written stay; nobody is shown them while this stands. It is
    lifted when whoever said the words lets them be put there again.
    """

    mapping = FencedKey(Mapping, related_name="taken_back")
    entry = FencedKey(MapEntry, null=True)
    danger = FencedKey(DangerStatement, null=True)
    rating = FencedKey(ScaleRating, null=True)
    words = models.TextField(blank=True)
    recorded_by = FencedKey(Worker)
    recorded_at = models.DateTimeField(db_default=Now())
    lifted_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name_plural = "taken back"
        constraints = [
            models.CheckConstraint(
                name="taken_back_is_one_thing",
                condition=(
                    Q(entry__isnull=False, danger=None, rating=None) & ~Q(words="")
                )
                | (Q(entry=None, danger__isnull=False, rating=None) & ~Q(words=""))
                | Q(entry=None, danger=None, rating__isnull=False, words=""),
            )
        ]
        indexes = [
            models.Index(fields=["authority", "entry"], name="taken_back_by_entry"),
            models.Index(fields=["authority", "danger"], name="taken_back_by_danger"),
            models.Index(fields=["authority", "rating"], name="taken_back_by_rating"),
            models.Index(fields=["authority", "mapping"], name="taken_back_by_mapping"),
        ]

    def __str__(self) -> str:
        return f"Taken back on {self.mapping_id}"
