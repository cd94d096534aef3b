"""Words that the row they were written into does not hold any more."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from kinfold.platform.models import AppendOnly, FencedKey, Worker
from kinfold.records.models.family import Family


class EarlierWords(AppendOnly):
    """What stood in one field of a row until it was written otherwise.

    Or why a record was closed or opened again, or what service the children have was
    changed: those rows hold only the day.
    `of_what` is the row's kind as the audit says it, `kinfold.records.earlier.KINDS`
    says both in words and whose rows of 11.3 they are.
    """

    family = FencedKey(Family)
    of_what = models.CharField(max_length=60)
    of_id = models.UUIDField()
    field = models.CharField(max_length=40)
    words = models.TextField()
    kept_by = FencedKey(Worker)
    kept_at = models.DateTimeField(db_default=Now())

    class Meta:
        verbose_name_plural = "earlier words"
        constraints = [
            models.CheckConstraint(
                name="earlier_words_say_something", condition=~Q(words="")
            )
        ]
        indexes = [
            models.Index(
                fields=["authority", "family", "kept_at"],
                name="earlier_words_by_family",
            )
        ]

    def __str__(self) -> str:
        return f"{self.of_what} {self.field}, until {self.kept_at}"
