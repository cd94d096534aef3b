"""Family, network and service look at the plan together, and what they decided."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from kinfold.planning.models import PlanRule
from kinfold.platform.models import AppendOnly, FencedKey, Worker


class PlanReview(AppendOnly):
    """One review: who came, what scales, journal and checks told, what was decided.

    `seen` keeps the numbers as they were that day: entries since the last review, how
    many rules were tried, and each scale's newest answers.
    """

    family = FencedKey("records.Family")
    plan_version = models.PositiveIntegerField()
    held_on = models.DateField()
    place = models.CharField(max_length=200, blank=True)
    people = ArrayField(models.CharField(max_length=200))
    went_well = models.TextField(blank=True)
    was_hard = models.TextField(blank=True)
    children_said = models.TextField(blank=True)
    decided = models.TextField()
    next_review_on = models.DateField()
    seen = models.JSONField(default=dict)
    recorded_by = FencedKey(Worker)
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="plan_review_by_somebody_and_decided",
                condition=~Q(people=[]) & ~Q(decided=""),
            ),
            models.CheckConstraint(
                name="plan_review_next_is_later",
                condition=Q(next_review_on__gt=models.F("held_on")),
            ),
        ]
        indexes = [
            models.Index(
                fields=["authority", "family", "held_on"], name="plan_review_by_family"
            )
        ]

    def __str__(self) -> str:
        return f"Review, {self.held_on}"


class ReviewDecision(AppendOnly):
    """A rule that a review decided to look at again, and what was said of it."""

    review = FencedKey(PlanReview, related_name="decisions")
    rule = FencedKey(PlanRule)
    rule_version = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "review", "rule"], name="review_decision_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.review_id}: {self.rule_id}"
