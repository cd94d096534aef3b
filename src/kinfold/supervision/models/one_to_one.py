"""Supervision of the work with one family, between a worker and their supervisor."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from kinfold.platform.models import AuthorityOwned, FencedKey, Worker


class CaseSupervision(AuthorityOwned):
    """What two people saw when they looked at the work with a family together."""

    family = FencedKey("records.Family")
    worker = FencedKey(Worker)
    supervisor = FencedKey(Worker)
    held_on = models.DateField()
    worried = models.TextField(blank=True)
    working = models.TextField(blank=True)
    needs = models.TextField(blank=True)
    next_on = models.DateField(null=True)
    version = models.PositiveIntegerField(default=1)
    recorded_by = FencedKey(Worker)
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="case_supervision_takes_two",
                condition=~Q(worker=F("supervisor")),
            ),
            models.CheckConstraint(
                name="case_supervision_has_words",
                condition=~Q(worried="", working="", needs=""),
            ),
            models.CheckConstraint(
                name="case_supervision_next_is_later",
                condition=Q(next_on=None) | Q(next_on__gt=F("held_on")),
            ),
        ]
        indexes = [
            models.Index(
                fields=["authority", "family", "held_on"],
                name="case_supervision_by_family",
            )
        ]

    def __str__(self) -> str:
        return f"Supervision of {self.held_on}"


class CaseDecision(AuthorityOwned):
    """What was decided, why, and who does it. On the map once the worker confirms."""

    supervision = FencedKey(CaseSupervision, related_name="decisions")
    text = models.TextField()
    reason = models.TextField()
    who = FencedKey(Worker)
    due_on = models.DateField(null=True)
    decided_by = FencedKey(Worker)
    decided_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="case_decision_says_what_and_why",
                condition=~Q(text="") & ~Q(reason=""),
            )
        ]
        indexes = [
            models.Index(
                fields=["authority", "supervision"], name="case_decision_by_supervision"
            )
        ]

    def __str__(self) -> str:
        return self.text[:60]
