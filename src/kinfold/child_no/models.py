"""What was decided about somebody whom a child does not want there."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from kinfold.platform.models import AppendOnly, FencedKey, Worker


class DespiteChild(AppendOnly):
    """Somebody answers for it that a person is there although a child said no.

    It holds until the day it is looked at again. The newest row about a person counts:
    one that says they are not there any more takes the one before it back.
    """

    family = FencedKey("records.Family")
    name = models.CharField(max_length=200)
    member = FencedKey("networks.NetworkMember", null=True)
    person = FencedKey("records.Person", null=True)
    is_there = models.BooleanField()
    reason = models.CharField(max_length=500)
    decided_by_name = models.CharField(max_length=200)
    decided_by_person = FencedKey("records.Person", null=True)
    decided_by_worker = FencedKey(Worker, null=True)
    decided_on = models.DateField()
    review_on = models.DateField(null=True)
    recorded_by = FencedKey(Worker)
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        verbose_name_plural = "despite child"
        constraints = [
            models.CheckConstraint(
                name="despite_child_says_who_and_why",
                condition=~Q(name="") & ~Q(reason="") & ~Q(decided_by_name=""),
            ),
            models.CheckConstraint(
                name="despite_child_is_looked_at_again",
                condition=Q(is_there=False, review_on=None)
                | Q(
                    is_there=True,
                    review_on__isnull=False,
                    review_on__gt=F("decided_on"),
                ),
            ),
        ]
        indexes = [
            models.Index(
                fields=["authority", "family", "recorded_at"],
                name="despite_child_by_family",
            )
        ]

    def __str__(self) -> str:
        return f"{self.name}, decided by {self.decided_by_name}"
