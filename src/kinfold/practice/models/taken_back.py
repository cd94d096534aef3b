"""What on a map whoever said it no longer wants read."""

from __future__ import annotations

from typing import TypeVar

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Now

from kinfold.platform.models import AuthorityOwned, FencedKey, Worker
from kinfold.practice.models.danger_set import DangerStatement
from kinfold.practice.models.entry import MapEntry
from kinfold.practice.models.mapping import Mapping
from kinfold.practice.models.rating import ScaleRating

_Row = TypeVar("_Row", bound=models.Model)
THINGS = ("entry", "danger", "rating", "above")


def _only(of: str) -> Q:
    """It is that, and nothing else beside."""
    return Q(**{f"{name}__isnull": name != of for name in THINGS})


class TakenBack(AuthorityOwned):
    """An entry, a number, or words in a danger statement or its goal.

    The rows of what was written stay; nobody is shown them while this stands. It is
    lifted when whoever said the words lets them be put there again. `above` is
    something of a room above the map, by its id: its manager is `Standing`.
    """

    mapping = FencedKey(Mapping, related_name="taken_back")
    entry = FencedKey(MapEntry, null=True)
    danger = FencedKey(DangerStatement, null=True)
    rating = FencedKey(ScaleRating, null=True)
    above = models.UUIDField(null=True)
    words = models.TextField(blank=True)
    recorded_by = FencedKey(Worker)
    recorded_at = models.DateTimeField(db_default=Now())
    lifted_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name_plural = "taken back"
        constraints = [
            models.CheckConstraint(
                name="taken_back_is_one_thing",
                condition=(_only("entry") & ~Q(words=""))
                | (_only("danger") & ~Q(words=""))
                | _only("rating")
                | _only("above"),
            )
        ]
        indexes = [
            models.Index(fields=["authority", "entry"], name="taken_back_by_entry"),
            models.Index(fields=["authority", "danger"], name="taken_back_by_danger"),
            models.Index(fields=["authority", "rating"], name="taken_back_by_rating"),
            models.Index(fields=["authority", "above"], name="taken_back_above"),
            models.Index(fields=["authority", "mapping"], name="taken_back_by_mapping"),
        ]

    def __str__(self) -> str:
        return f"Taken back on {self.mapping_id}"


class Standing(models.Manager[_Row]):
    """Rows of a room above the map that were not taken back: no query can forget it."""

    def get_queryset(self) -> models.QuerySet[_Row]:
        gone = TakenBack.objects.filter(
            authority_id=OuterRef("authority_id"), above=OuterRef("pk"), lifted_at=None
        )
        return super().get_queryset().filter(~Exists(gone))
