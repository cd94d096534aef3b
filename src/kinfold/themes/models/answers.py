"""What people answered in their own words, as it was taken in.

`authority` is the one that something comes from; none where it is all of the
programme's, or nobody knows.
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from kinfold.platform.models import (
    Authority,
    FencedKey,
    ProgrammeAppendOnly,
    ProgrammeOwned,
    SaidBy,
)


class AnswerCollection(ProgrammeOwned, SaidBy):
    """Open answers to one question, or of one workshop, that are coded together."""

    class Source(models.TextChoices):
        SURVEY = "survey", "Staff survey"
        WALL = "wall", "Workshop wall"
        INTERVIEWS = "interviews", "Interviews"

    title = models.CharField(max_length=200)
    source = models.CharField(max_length=12, choices=Source)
    held_on = models.DateField()
    authority = models.ForeignKey(
        Authority, on_delete=models.PROTECT, related_name="+", null=True, db_index=False
    )
    told = models.CharField(max_length=500)
    """How those who answered were told what becomes of their answers."""
    book_version = models.PositiveIntegerField(default=0)
    """Counts each change of its code book: a coding says by which it was made."""
    is_synthetic = models.BooleanField(default=False)

    class Meta:
        indexes = [
            models.Index(fields=["programme", "held_on"], name="collection_by_day")
        ]

    def __str__(self) -> str:
        return self.title


class AnswerBatch(ProgrammeAppendOnly, SaidBy):
    """Answers that came in together. The same words come into a collection once."""

    collection = FencedKey(AnswerCollection)
    authority = models.ForeignKey(
        Authority, on_delete=models.PROTECT, related_name="+", null=True, db_index=False
    )
    digest = models.CharField(max_length=64)
    """Of the words as they were given, before anything was masked."""
    came_as = models.CharField(max_length=200)
    answers = models.PositiveIntegerField()
    masked = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "collection", "digest"], name="answers_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.answers} answers"


class KeptIdentifier(ProgrammeOwned):
    """Words of a batch that may say who somebody is, and why they stay; until they are
    masked after all."""

    batch = FencedKey(AnswerBatch)
    kind = models.CharField(max_length=10)
    words = models.CharField(max_length=500)
    why = models.CharField(max_length=500)

    class Meta:
        constraints = [
            models.CheckConstraint(name="kept_says_why", condition=~Q(why=""))
        ]

    def __str__(self) -> str:
        return f"{self.kind} kept"


class OpenAnswer(ProgrammeOwned):
    """One person's answer, or one note of a wall: three columns, or one text.

    Nothing changes it but a mask over words that say who somebody is: see
    `AnswerMasking`.
    """

    collection = FencedKey(AnswerCollection)
    batch = FencedKey(AnswerBatch)
    number = models.PositiveIntegerField()
    authority = models.ForeignKey(
        Authority, on_delete=models.PROTECT, related_name="+", null=True, db_index=False
    )
    worried = models.TextField(blank=True)
    well = models.TextField(blank=True)
    needs = models.TextField(blank=True)
    words = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "collection", "number"], name="answer_number_once"
            ),
            models.CheckConstraint(
                name="answer_has_columns_or_words",
                condition=Q(words="") & ~Q(worried="", well="", needs="")
                | ~Q(words="") & Q(worried="", well="", needs=""),
            ),
        ]

    @property
    def texts(self) -> tuple[str, ...]:
        return (self.worried, self.well, self.needs, self.words)

    def __str__(self) -> str:
        return f"answer {self.number}"


class AnswerMasking(ProgrammeAppendOnly, SaidBy):
    """Words were masked wherever they stood in a collection, after they were taken in.

    The words themselves are kept nowhere.
    """

    collection = FencedKey(AnswerCollection)
    kind = models.CharField(max_length=10)
    why = models.CharField(max_length=500)
    answers = models.PositiveIntegerField()
    """In how many answers they stood."""

    class Meta:
        constraints = [
            models.CheckConstraint(name="masking_says_why", condition=~Q(why=""))
        ]

    def __str__(self) -> str:
        return f"{self.kind} masked in {self.answers} answers"
