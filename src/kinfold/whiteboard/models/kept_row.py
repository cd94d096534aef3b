"""A row of the board, kept so that it need not be worked out again (ADR 22)."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models

from kinfold.platform.models import AuthorityOwned


class KeptRow(AuthorityOwned):
    """What a family's record showed on a day, between one change of it and the next.

    It is true on that day, in that edition of our words, while the family's newest
    change is still `seen_link`; otherwise it is worked out again and written over.
    Nothing is read from it that the record does not say.

    Holds the family's identifier and no foreign key. A key is looked at when the page's
    transaction ends, and would wait there for whoever is changing one of its families.
    """

    family_id = models.UUIDField()
    on_day = models.DateField()
    seen_link = models.BigIntegerField()
    edition = models.CharField(max_length=16)
    stage = models.PositiveSmallIntegerField()
    status = models.CharField(max_length=20, blank=True)
    marks = models.CharField(max_length=32)
    ranks = ArrayField(models.FloatField())
    cells = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "family_id"], name="kept_row_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.family_id} on {self.on_day}"
