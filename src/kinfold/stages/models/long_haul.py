"""Who stays when services have gone, and what would bring everybody together again."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from kinfold.platform.models import AppendOnly, FencedKey, Worker


class LongHaul(AppendOnly):
    """What family and network agreed for the years after. The newest row counts.

    It stays readable when the record is closed (invariant I9), and is there again
    when the record is reopened.
    """

    family = FencedKey("records.Family")
    who_stays = ArrayField(models.CharField(max_length=200))
    coordinator = models.CharField(max_length=200)
    rhythm = models.CharField(max_length=500)
    triggers = models.TextField()
    who_to_ring = models.TextField(blank=True)
    turning_points = models.TextField(blank=True)
    emergency = models.TextField(blank=True, default="")
    child_copy = models.CharField(max_length=500, blank=True, default="")
    agreed_on = models.DateField()
    recorded_by = FencedKey(Worker)
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="long_haul_says_who_stays_how_often_and_when_again",
                condition=~Q(who_stays=[])
                & ~Q(coordinator="")
                & ~Q(rhythm="")
                & ~Q(triggers=""),
            )
        ]
        indexes = [
            models.Index(
                fields=["authority", "family", "recorded_at"],
                name="long_haul_by_family",
            )
        ]

    def __str__(self) -> str:
        return f"{self.coordinator}, from {self.agreed_on}"
