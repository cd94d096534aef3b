"""Whether somebody agrees to a plan, in their own words."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from kinfold.platform.models import AppendOnly, FencedKey, Worker
from kinfold.trajectory.models.immediate import ImmediatePlan
from kinfold.trajectory.models.road import Trajectory


class Agreement(AppendOnly):
    """What one person says of one plan. A later word of theirs is another row."""

    class Answer(models.TextChoices):
        AGREE = "agree", "Agrees"
        PARTLY = "partly", "Agrees with some of it"
        DISAGREE = "disagree", "Does not agree"
        NOT_ASKED = "not_asked", "Not asked yet"
        NOT_SAFE = "not_safe", "Not safe to ask"

    immediate_plan = FencedKey(ImmediatePlan, null=True, related_name="agreements")
    trajectory = FencedKey(Trajectory, null=True, related_name="agreements")
    person = FencedKey("records.Person", null=True)
    worker = FencedKey(Worker, null=True)
    name = models.CharField(max_length=200)
    answer = models.CharField(max_length=9, choices=Answer)
    words = models.TextField(blank=True)
    said_on = models.DateField()
    recorded_by = FencedKey(Worker)
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="agreement_with_one_plan",
                condition=Q(immediate_plan__isnull=False, trajectory=None)
                | Q(immediate_plan=None, trajectory__isnull=False),
            ),
            models.CheckConstraint(name="agreement_has_name", condition=~Q(name="")),
            models.CheckConstraint(
                name="agreement_no_says_why",
                condition=Q(answer__in=["agree", "not_asked"]) | ~Q(words=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}: {self.get_answer_display()}"
