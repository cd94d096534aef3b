"""A code book, and what two people who do not see each other found in the answers.

Every coding is a row that stays: what each of the two said first can always be read
beside what they settled on.
"""

from __future__ import annotations

from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from kinfold.platform.models import (
    FencedKey,
    ProgrammeAppendOnly,
    ProgrammeOwned,
    SaidBy,
)
from kinfold.themes.models.answers import AnswerCollection, OpenAnswer

FIRST, SECOND = 1, 2


def codes_field() -> ArrayField[list[UUID], list[UUID]]:
    """Which codes of the collection's book; a code is never deleted."""
    return ArrayField(models.UUIDField(), default=list, blank=True)


class AnswerCode(ProgrammeAppendOnly):
    """A code of a collection's book; what it means is in its newest wording."""

    collection = FencedKey(AnswerCollection)
    number = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "collection", "number"], name="code_number_once"
            )
        ]

    def __str__(self) -> str:
        return f"code {self.number}"


class CodeWording(ProgrammeAppendOnly, SaidBy):
    """What a code means, from one version to the next. The highest counts."""

    code = FencedKey(AnswerCode, related_name="wordings")
    version = models.PositiveIntegerField()
    name = models.CharField(max_length=80)
    meaning = models.CharField(max_length=500)
    use_when = models.CharField(max_length=500)
    not_when = models.CharField(max_length=500, blank=True)
    example = models.CharField(max_length=500, blank=True)
    is_dropped = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "code", "version"], name="code_wording_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.name}, version {self.version}"


class CoderSeat(ProgrammeOwned):
    """One of the two places at a collection, and the named member who took it."""

    collection = FencedKey(AnswerCollection)
    seat = models.PositiveSmallIntegerField()
    user_id = models.BigIntegerField()
    name = models.CharField(max_length=200)
    done_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "collection", "seat"], name="coder_seat_once"
            ),
            models.UniqueConstraint(
                fields=["programme", "collection", "user_id"], name="two_coders_are_two"
            ),
            models.CheckConstraint(
                name="coders_are_two", condition=Q(seat__in=[FIRST, SECOND])
            ),
        ]

    def __str__(self) -> str:
        return f"coder {self.seat}"


class AnswerCoding(ProgrammeAppendOnly):
    """Which codes one coder gave one answer. The highest version counts."""

    seat = FencedKey(CoderSeat)
    answer = FencedKey(OpenAnswer)
    version = models.PositiveIntegerField()
    book_version = models.PositiveIntegerField()
    codes = codes_field()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "seat", "answer", "version"], name="coding_once"
            )
        ]

    def __str__(self) -> str:
        return f"coding {self.version}"


class CodingSettled(ProgrammeAppendOnly, SaidBy):
    """What the two settled on where they differed, and why. The highest counts."""

    answer = FencedKey(OpenAnswer)
    version = models.PositiveIntegerField()
    codes = codes_field()
    why = models.CharField(max_length=500)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "answer", "version"], name="settled_once"
            ),
            models.CheckConstraint(name="settled_says_why", condition=~Q(why="")),
        ]

    def __str__(self) -> str:
        return f"settled {self.version}"
