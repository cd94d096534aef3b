"""Visits and calls with an authority's leaders, and what both sides promised there.

All of it stands between the programme and one authority: the database itself keeps it
from the others (ADR 38). What was said of a promise is a row each time it is asked for.
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from kinfold.gatherings.models import Visit
from kinfold.platform.models import FencedKey, PlaceAppendOnly, PlaceOwned, SaidBy

LONGEST_LINE, LONGEST_NAMES = 500, 200


class Sitting(PlaceOwned, SaidBy):
    """A visit to those who lead one authority, or a call with them, that was held."""

    class Kind(models.TextChoices):
        VISIT = "visit", "Visit"
        CALL = "call", "Call"

    kind = models.CharField(max_length=5, choices=Kind)
    day = models.DateField()
    visit = FencedKey(Visit, null=True)
    """The date of the calendar that it was, where it stood there."""
    present = models.CharField(max_length=LONGEST_LINE, blank=True)
    priorities = models.TextField()
    notes = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)
    closed_on = models.DateField(null=True)
    """From that day nothing of it is changed."""
    closed_by = models.CharField(max_length=200, blank=True)
    is_synthetic = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "visit"],
                name="sitting_once_a_visit",
                condition=Q(visit__isnull=False),
            ),
            models.CheckConstraint(
                name="sitting_closed_by_somebody",
                condition=Q(closed_on=None, closed_by="")
                | Q(closed_on__isnull=False) & ~Q(closed_by=""),
            ),
        ]
        indexes = [
            models.Index(
                fields=["programme", "authority", "-day"], name="sitting_by_day"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind}, {self.day}"


class SittingVersion(PlaceAppendOnly, SaidBy):
    """What a visit or a call said before its words were changed."""

    sitting = FencedKey(Sitting)
    version = models.PositiveIntegerField()
    said = models.JSONField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "sitting", "version"], name="sitting_version_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.sitting_id}, version {self.version}"


class Promise(PlaceOwned, SaidBy):
    """What one side said at a visit or a call that it would do, who, and by when."""

    class Side(models.TextChoices):
        PROGRAMME = "programme", "The programme"
        AUTHORITY = "authority", "The authority"

    class State(models.TextChoices):
        OPEN = "open", "Still to do"
        KEPT = "kept", "Kept"
        DROPPED = "dropped", "No longer needed"

    sitting = FencedKey(Sitting)
    """Where it was made."""
    side = models.CharField(max_length=9, choices=Side)
    words = models.CharField(max_length=LONGEST_LINE)
    who = models.CharField(max_length=LONGEST_NAMES)
    by_day = models.DateField()
    """As it was last agreed; the days before it stand in what was said of it."""
    state = models.CharField(max_length=7, choices=State, default=State.OPEN)
    version = models.PositiveIntegerField(default=1)
    """Counts what was said of it: a form says which it saw."""

    class Meta:
        indexes = [
            models.Index(
                fields=["programme", "authority", "state", "by_day"],
                name="promise_open_by_day",
            )
        ]

    def __str__(self) -> str:
        return self.words


class PromiseAnswer(PlaceAppendOnly, SaidBy):
    """What came of a promise, each time it was asked for."""

    promise = FencedKey(Promise)
    sitting = FencedKey(Sitting, null=True)
    """Where it was asked for; none is between two of them."""
    version = models.PositiveIntegerField()
    state = models.CharField(max_length=7, choices=Promise.State)
    words = models.CharField(max_length=LONGEST_LINE)
    before = models.DateField()
    """The day it was promised by when it was asked for."""
    by_day = models.DateField()
    """The day from then on; the same unless it was moved."""

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "promise", "version"], name="promise_answer_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.promise_id}: {self.state}"
