"""Where something on the map came from, when it was split, joined or became another."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from kinfold.platform.models import AppendOnly, FencedKey, Worker
from kinfold.practice.models import DangerStatement, MapEntry


class Lineage(AppendOnly):
    """One step from what stood on the map to what stands now. Both stay readable."""

    class Kind(models.TextChoices):
        SPLIT = "split", "Split"
        JOINED = "joined", "Joined"
        BECAME = "became", "Became something else"

    kind = models.CharField(max_length=6, choices=Kind)
    from_entry = FencedKey(MapEntry, null=True, related_name="became")
    from_danger = FencedKey(DangerStatement, null=True, related_name="became")
    to_entry = FencedKey(MapEntry, null=True, related_name="came_from")
    to_danger = FencedKey(DangerStatement, null=True, related_name="came_from")
    recorded_by = FencedKey(Worker)
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="lineage_from_one_to_one",
                condition=(
                    Q(from_entry__isnull=False, from_danger=None)
                    | Q(from_entry=None, from_danger__isnull=False)
                )
                & (
                    Q(to_entry__isnull=False, to_danger=None)
                    | Q(to_entry=None, to_danger__isnull=False)
                ),
            )
        ]

    def __str__(self) -> str:
        return self.get_kind_display()
