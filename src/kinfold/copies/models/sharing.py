"""Each time a family was given their copy."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from kinfold.platform.models import AppendOnly, FencedKey, Worker
from kinfold.practice.models import Mapping


class MapSharing(AppendOnly):
    """The family was given version `version`, in this form, by this worker.

    `copy` is what they were given, word for word, so that what was in their hands on
    any day can be shown again.
    """

    class Format(models.TextChoices):
        PRINTED = "printed", "Printed, on paper"
        LARGE_PRINT = "large_print", "Printed, in large print"
        READ_ALOUD = "read_aloud", "Read aloud together"
        ON_SCREEN = "on_screen", "Looked at together on a screen"
        SENT = "sent", "Sent in a way the family chose"
        TRANSLATED = "translated", "Gone through with an interpreter"
        LINK = "link", "A link for their telephone"

    mapping = FencedKey(Mapping, related_name="sharings")
    version = models.PositiveIntegerField()
    format = models.CharField(max_length=12, choices=Format)
    with_whom = models.CharField(max_length=300)
    copy = models.JSONField(default=dict)
    shared_on = models.DateField()
    shared_by = FencedKey(Worker)
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="map_sharing_with_somebody", condition=~Q(with_whom="")
            )
        ]
        indexes = [
            models.Index(
                fields=["authority", "mapping", "recorded_at"],
                name="map_sharing_by_mapping",
            )
        ]

    def __str__(self) -> str:
        return f"Version {self.version} to {self.with_whom}"
