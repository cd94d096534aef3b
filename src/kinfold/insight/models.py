"""What an authority follows, what it aims at, and what changed in its practice."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from kinfold.platform.models import AppendOnly, AuthorityOwned, FencedKey, Worker
from kinfold_core.people.dates import FuzzyDate


class MeasureChoice(AppendOnly):
    """One choice about one measure: to follow it, with or without an aim, or no more.

    The highest version of a measure counts; all before it stay readable.
    """

    code = models.CharField(max_length=80)
    version = models.PositiveIntegerField()
    is_followed = models.BooleanField()
    aim = models.FloatField(null=True)
    is_at_most = models.BooleanField(default=True)
    """Whether the aim is to stay under it; else to reach it at least."""
    why = models.CharField(max_length=500)
    """Whose aim it is and where it was set, or why it is followed no more."""
    chosen_by = FencedKey(Worker)
    chosen_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "code", "version"], name="measure_choice_once"
            ),
            models.CheckConstraint(
                name="measure_choice_says_why",
                condition=Q(version__gte=1) & ~Q(why=""),
            ),
            models.CheckConstraint(
                name="measure_choice_aims_only_at_what_is_followed",
                condition=Q(aim=None) | Q(is_followed=True, aim__gte=0),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code}, version {self.version}"


class PracticeEvent(AuthorityOwned):
    """Something that changed in practice, as well as its day is known.

    It is laid over the figures and nothing is made of it. One that was a mistake is
    taken back with a reason and stays readable.
    """

    class Kind(models.TextChoices):
        FORMS = "forms", "Forms changed"
        TRAINING = "training", "Teams were trained"
        STAFF = "staff", "Teams or leaders changed"
        RECORDING = "recording", "Recorded in another way"
        OTHER = "other", "Something else"

    kind = models.CharField(max_length=10, choices=Kind)
    earliest = models.DateField()
    latest = models.DateField()
    is_about = models.BooleanField(default=False)
    words = models.CharField(max_length=200)
    written_by = FencedKey(Worker)
    written_at = models.DateTimeField(db_default=Now())
    taken_back_by = FencedKey(Worker, null=True, related_name="+")
    taken_back_at = models.DateTimeField(null=True)
    taken_back_why = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="practice_event_days_in_order",
                condition=Q(earliest__lte=F("latest")),
            ),
            models.CheckConstraint(
                name="practice_event_taken_back_whole",
                condition=Q(taken_back_at=None, taken_back_by=None, taken_back_why="")
                | Q(taken_back_at__isnull=False, taken_back_by__isnull=False)
                & ~Q(taken_back_why=""),
            ),
        ]
        indexes = [
            models.Index(fields=["authority", "earliest"], name="practice_event_by_day")
        ]

    @property
    def day(self) -> FuzzyDate:
        return FuzzyDate(self.earliest, self.latest, self.is_about)

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.day}"
