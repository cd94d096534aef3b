"""How a danger statement and its goal came to stand where they stand."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from kinfold.platform.models import AppendOnly, FencedKey, Worker
from kinfold.practice.models import DangerStatement


class StandingStep(AppendOnly):
    """The statement, or its goal, came to stand at `state` on a day, as these said.

    The newest state is kept on the statement and on the goal themselves.
    """

    class Of(models.TextChoices):
        STATEMENT = "statement", "The danger statement"
        GOAL = "goal", "The safety goal"

    danger = FencedKey(DangerStatement, related_name="standing_steps")
    of = models.CharField(max_length=9, choices=Of)
    state = models.CharField(max_length=16)
    with_whom = models.CharField(max_length=300)
    words = models.TextField(blank=True)
    happened_on = models.DateField()
    recorded_by = FencedKey(Worker)
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="standing_step_with_somebody", condition=~Q(with_whom="")
            )
        ]
        indexes = [
            models.Index(
                fields=["authority", "danger", "recorded_at"],
                name="standing_step_by_danger",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_of_display()}: {self.state}"
