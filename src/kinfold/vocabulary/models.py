"""The words an authority uses, as they were on any day: each change is a new row."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from kinfold.platform.models import AppendOnly, FencedKey, Worker


class Chosen(AppendOnly):
    """What an authority chose, who did, when and why. The highest version rules."""

    version = models.PositiveIntegerField()
    why = models.CharField(max_length=500)
    written_by = FencedKey(Worker)
    written_at = models.DateTimeField(db_default=Now())

    class Meta:
        abstract = True


class PackVersion(Chosen):
    """A whole vocabulary pack as it was written once.

    `labels` holds every concept key with its words; keys are the same in every pack
    and never change. Kinfold's own words are version 0 and have no row.
    """

    class Code(models.TextChoices):
        SAFETY = "safety", "Safety"
        WELLBEING = "wellbeing", "Wellbeing"
        SUCCESS = "success", "Success"
        LOCAL = "local", "Our own words"

    code = models.CharField(max_length=12, choices=Code)
    name = models.CharField(max_length=40)
    labels = models.JSONField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "code", "version"], name="pack_version_once"
            ),
            models.CheckConstraint(
                name="pack_version_says_what_and_why",
                condition=Q(version__gte=1) & ~Q(name="") & ~Q(why=""),
            ),
            models.CheckConstraint(
                name="pack_version_is_of_a_pack",
                condition=Q(code__in=["safety", "wellbeing", "success", "local"]),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}, version {self.version}"


class StatusPacks(Chosen):
    """Which service status speaks in which pack: status key to pack code."""

    packs = models.JSONField()

    class Meta:
        verbose_name_plural = "status packs"
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "version"], name="status_packs_version_once"
            ),
            models.CheckConstraint(
                name="status_packs_says_why",
                condition=Q(version__gte=1) & ~Q(why=""),
            ),
        ]

    def __str__(self) -> str:
        return f"Which service speaks in which pack, version {self.version}"
