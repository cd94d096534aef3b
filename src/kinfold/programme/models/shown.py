"""What an authority shows of its own on a programme's page.

A row is never changed: what was shown on a day can be told for good, and a later count
changes nothing of it. What is taken back is another row.
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from kinfold.platform.models import Authority, FencedKey, ProgrammeAppendOnly
from kinfold.returns.models import FigureAsShown
from kinfold_measures.measure import Unit


class ShownMeasure(ProgrammeAppendOnly):
    """A measure an authority shows, with its definition, as it stood when it was shown.

    Of an authority and a measure the one that was shown last stands, until its last
    day, and while the authority is in the programme.
    """

    authority = models.ForeignKey(
        Authority, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    code = models.CharField(max_length=80)
    version = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    meaning = models.TextField()
    unit = models.CharField(max_length=20, choices=[(u.value, u.value) for u in Unit])
    definition = models.JSONField()
    """Its clauses, each as [what it is called, what it says]."""
    hazards = models.JSONField(default=list)
    recount_id = models.UUIDField()
    """The authority's count it was taken from, which nobody else can open."""
    counted_at = models.DateTimeField()
    until = models.DateField()
    shown_by_name = models.CharField(max_length=200)
    shown_at = models.DateTimeField(db_default=Now())

    class Meta:
        indexes = [
            models.Index(
                fields=["programme", "authority", "code", "-shown_at"],
                name="shown_measure_newest",
            )
        ]

    def __str__(self) -> str:
        return f"{self.code} of {self.authority_id}"


class ShownFigure(FigureAsShown, ProgrammeAppendOnly):
    """A figure of a shown measure, of all cases, in one period."""

    shown = FencedKey(ShownMeasure, related_name="figures")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="shown_figure_withheld_holds_no_value",
                condition=Q(is_withheld=False) | Q(value=None),
            ),
            models.UniqueConstraint(
                fields=["programme", "shown", "period"], name="shown_figure_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.shown_id} {self.period}"


class MeasureTakenBack(ProgrammeAppendOnly):
    """That a shown measure is shown no more, and why."""

    shown = FencedKey(ShownMeasure, related_name="taken_back")
    why = models.CharField(max_length=500)
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "shown"], name="measure_taken_back_once"
            ),
            models.CheckConstraint(
                name="measure_taken_back_with_a_reason", condition=~Q(why="")
            ),
        ]

    def __str__(self) -> str:
        return f"taken back: {self.shown_id}"
