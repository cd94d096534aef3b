"""By when an authority hopes that things are there: each change is a new row."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from kinfold.platform.models import AppendOnly, FencedKey, Worker
from kinfold_core.practice.expectations import LIMITS


def _within_limits() -> Q:
    asked = Q()
    for name, (least, most) in LIMITS.items():
        asked &= Q(**{f"{name}__gte": least, f"{name}__lte": most})
    return asked


class ExpectationVersion(AppendOnly):
    """All the expectations as they were written once. The highest version rules.

    What Kinfold comes with is version 0 and has no row.
    """

    version = models.PositiveIntegerField()
    written_day = models.PositiveSmallIntegerField()
    shared_day = models.PositiveSmallIntegerField()
    network_day = models.PositiveSmallIntegerField()
    story_weeks = models.PositiveSmallIntegerField()
    road_weeks = models.PositiveSmallIntegerField()
    plan_weeks = models.PositiveSmallIntegerField()
    scale_every = models.PositiveSmallIntegerField()
    child_every = models.PositiveSmallIntegerField()
    supervision_every = models.PositiveSmallIntegerField()
    tried_within = models.PositiveSmallIntegerField(db_default=30)
    safety_people_least = models.PositiveSmallIntegerField(db_default=2)
    why = models.CharField(max_length=500)
    written_by = FencedKey(Worker)
    written_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "version"], name="expectation_version_once"
            ),
            models.CheckConstraint(
                name="expectation_version_says_why",
                condition=Q(version__gte=1) & ~Q(why=""),
            ),
            models.CheckConstraint(
                name="expectation_version_within_limits", condition=_within_limits()
            ),
        ]

    def __str__(self) -> str:
        return f"Expectations, version {self.version}"
