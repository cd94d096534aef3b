"""An authority's reviews of itself against the framework, and what each rater said.

All of it stands between the programme and one authority (ADR 38). While a review is
open nobody reads what another rater said; once it is closed nothing of it is changed,
and a correction is a further row that says why. The database holds the same, for
colleagues too (`platform.framework_fences`).
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from kinfold.platform.models import FencedKey, PlaceAppendOnly, PlaceOwned, SaidBy
from kinfold_core.practice.self_review import Hat

LONGEST_LINE, LONGEST_NAME, LONGEST_EVIDENCE = 500, 200, 2_000


class Review(PlaceOwned, SaidBy):
    """One round of a self-review: the day it stands for, why, and who rates in it."""

    day = models.DateField()
    why = models.CharField(max_length=LONGEST_LINE)
    who_rates = models.CharField(max_length=LONGEST_LINE)
    edition = models.CharField(max_length=20)
    """Of the framework's words, as they were shipped when it began."""
    version = models.PositiveIntegerField(default=1)
    closed_on = models.DateField(null=True)
    """From that day what was rated is shown, and nothing of it is changed."""
    closed_by = models.CharField(max_length=LONGEST_NAME, blank=True)
    parts_low = models.PositiveSmallIntegerField(null=True)
    """How many parts somebody put low: counted at closing and at each correction."""
    parts_apart = models.PositiveSmallIntegerField(null=True)
    """How many parts the raters put far apart; counted as `parts_low`."""
    is_synthetic = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="framework_review_closed_whole",
                condition=Q(
                    closed_on=None, closed_by="", parts_low=None, parts_apart=None
                )
                | Q(
                    closed_on__isnull=False,
                    parts_low__isnull=False,
                    parts_apart__isnull=False,
                )
                & ~Q(closed_by=""),
            ),
        ]
        indexes = [
            models.Index(
                fields=["programme", "authority", "-day"], name="framework_review_day"
            )
        ]

    def __str__(self) -> str:
        return f"{self.day}: {self.why}"


class ReviewVersion(PlaceAppendOnly, SaidBy):
    """What a review was for before its words were changed."""

    review = FencedKey(Review)
    version = models.PositiveIntegerField()
    day = models.DateField()
    why = models.CharField(max_length=LONGEST_LINE)
    who_rates = models.CharField(max_length=LONGEST_LINE)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "review", "version"],
                name="framework_review_version",
            )
        ]

    def __str__(self) -> str:
        return f"{self.review_id}, version {self.version}"


class Rater(PlaceOwned, SaidBy):
    """Somebody named who rates in a review, and as whom they speak."""

    review = FencedKey(Review)
    name = models.CharField(max_length=LONGEST_NAME)
    role = models.CharField(max_length=LONGEST_NAME)
    hat = models.CharField(
        max_length=15, choices=[(one.value, one.label) for one in Hat]
    )
    account = models.BigIntegerField(null=True)
    """Who signs in and rates on their own. None has no account: whoever wrote the
    name down writes down what they say, and is in `by_user_id`."""
    handed_in_on = models.DateField(null=True)
    parts_rated = models.PositiveSmallIntegerField(default=0)
    """Of how many parts they said something. Kept here, because whoever waits for them
    may not read what that is."""
    set_aside_why = models.CharField(max_length=LONGEST_LINE, blank=True)
    """Why they did not rate; the review no longer waits for them."""

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "review", "account"],
                # who was set aside too soon can be asked again
                condition=Q(account__isnull=False, set_aside_why=""),
                name="framework_rater_once",
            ),
            models.CheckConstraint(
                name="framework_rater_in_or_aside",
                condition=Q(handed_in_on=None) | Q(set_aside_why=""),
            ),
        ]
        indexes = [
            models.Index(
                fields=["programme", "account"], name="framework_rater_account"
            )
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.role}"


class Rating(PlaceAppendOnly, SaidBy):
    """Where a rater puts one part, and on what ground. The newest version counts."""

    rater = FencedKey(Rater)
    part = models.CharField(max_length=40)
    """The key of a part of the framework."""
    version = models.PositiveIntegerField()
    score = models.PositiveSmallIntegerField()
    evidence = models.TextField()
    front_line = models.PositiveSmallIntegerField(null=True)
    """What the rater thinks that the front line would say."""
    front_line_why = models.CharField(max_length=LONGEST_LINE, blank=True)
    families = models.PositiveSmallIntegerField(null=True)
    families_why = models.CharField(max_length=LONGEST_LINE, blank=True)
    corrected_why = models.CharField(max_length=LONGEST_LINE, blank=True)
    """Why it was said anew after the review was closed."""

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "rater", "part", "version"],
                name="framework_rating_version",
            ),
            models.CheckConstraint(
                name="framework_rating_0_to_10",
                condition=Q(score__lte=10)
                & (Q(front_line=None) | Q(front_line__lte=10))
                & (Q(families=None) | Q(families__lte=10)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.part}: {self.score}"
