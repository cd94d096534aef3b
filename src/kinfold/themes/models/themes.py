"""What the answers say together: codes gathered, in plain words, with quotations."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from kinfold.platform.models import (
    FencedKey,
    ProgrammeAppendOnly,
    ProgrammeOwned,
    SaidBy,
)
from kinfold.themes.models.answers import AnswerCollection, OpenAnswer
from kinfold.themes.models.coding import codes_field


class Theme(ProgrammeAppendOnly):
    """A theme of a collection; what it says is in its newest wording."""

    collection = FencedKey(AnswerCollection)
    number = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "collection", "number"], name="theme_number_once"
            )
        ]

    def __str__(self) -> str:
        return f"theme {self.number}"


class ThemeWording(ProgrammeAppendOnly, SaidBy):
    """What a theme says, from one version to the next. The highest counts."""

    class Stance(models.TextChoices):
        NEITHER = "neither", "Neither for nor against it"
        FOR = "for", "For it"
        AGAINST = "against", "Against it"

    theme = FencedKey(Theme, related_name="wordings")
    version = models.PositiveIntegerField()
    name = models.CharField(max_length=80)
    says = models.TextField()
    codes = codes_field()
    claim = models.CharField(max_length=500, blank=True)
    stance = models.CharField(max_length=8, choices=Stance, default=Stance.NEITHER)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "theme", "version"], name="theme_wording_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.name}, version {self.version}"


class ThemeQuotation(ProgrammeOwned, SaidBy):
    """Words of an answer that stand for a theme, letter for letter; not for ever."""

    theme = FencedKey(Theme)
    answer = FencedKey(OpenAnswer)
    words = models.TextField()
    kept_why = models.CharField(max_length=500, blank=True)
    """Why words that may say who somebody is stay in it."""
    taken_back_at = models.DateTimeField(null=True)
    taken_back_why = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="quotation_taken_back_with_reason",
                condition=Q(taken_back_at=None, taken_back_why="")
                | Q(taken_back_at__isnull=False) & ~Q(taken_back_why=""),
            )
        ]

    def __str__(self) -> str:
        return f"quotation of {self.answer_id}"
