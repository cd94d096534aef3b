"""An authority's goals in a programme, what each said before, and where it stands.

Between the programme and the one authority (ADR 38). What an authority follows for
itself is `insight.MeasureChoice`: the programme never sees that.
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from kinfold.platform.models import FencedKey, PlaceAppendOnly, PlaceOwned, SaidBy

LONGEST_TITLE, LONGEST_WHY = 160, 500


class AuthorityGoal(PlaceOwned, SaidBy):
    """One goal. What it says is its newest version."""

    key = models.CharField(max_length=60, blank=True)
    """Of the shipped catalogue; "" for one that they wrote themselves."""
    code = models.CharField(max_length=80, blank=True)
    """The measure that tells of it; "" where a scale does."""
    version = models.PositiveIntegerField(default=1)
    is_synthetic = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "authority", "key"],
                condition=~Q(key=""),
                name="authority_goal_chosen_once",
            )
        ]
        indexes = [
            models.Index(fields=["programme", "authority"], name="authority_goal_of")
        ]

    def __str__(self) -> str:
        return self.key or self.code or str(self.pk)


class AuthorityGoalVersion(PlaceAppendOnly, SaidBy):
    """What a goal says from a change on, and why it was changed."""

    class Wants(models.TextChoices):
        LOWER = "lower", "A lower figure"
        HIGHER = "higher", "A higher figure"
        SCALE = "scale", "A higher place on a scale from 0 to 10"

    goal = FencedKey(AuthorityGoal, related_name="versions")
    version = models.PositiveIntegerField()
    title = models.CharField(max_length=LONGEST_TITLE)
    wants = models.CharField(max_length=6, choices=Wants)
    low = models.CharField(max_length=LONGEST_WHY, blank=True)
    high = models.CharField(max_length=LONGEST_WHY, blank=True)
    baseline_year = models.PositiveSmallIntegerField(null=True)
    """The year that ends in March of it."""
    baseline = models.FloatField(null=True)
    baseline_why = models.CharField(max_length=LONGEST_WHY, blank=True)
    """Why it is another figure than the published one."""
    percent = models.FloatField(null=True)
    """The target as a change from the baseline; else it was given as a figure."""
    target = models.FloatField(null=True)
    by_day = models.DateField(null=True)
    is_dropped = models.BooleanField(default=False)
    why = models.CharField(max_length=LONGEST_WHY)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "goal", "version"], name="authority_goal_version"
            )
        ]

    def __str__(self) -> str:
        return f"{self.title}, version {self.version}"


class AuthorityGoalRating(PlaceAppendOnly, SaidBy):
    """Where somebody named puts the authority on a goal's scale, and on what ground."""

    goal = FencedKey(AuthorityGoal, related_name="ratings")
    rater = models.CharField(max_length=200)
    score = models.PositiveSmallIntegerField()
    evidence = models.TextField()
    rated_on = models.DateField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="authority_goal_rating_0_to_10", condition=Q(score__lte=10)
            )
        ]
        indexes = [
            models.Index(fields=["programme", "goal"], name="authority_goal_ratings")
        ]

    def __str__(self) -> str:
        return f"{self.rater}: {self.score}"
