"""Somebody a child could live with, and what was decided of it, step by step."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from kinfold.platform.models import AppendOnly, AuthorityOwned, FencedKey, Worker
from kinfold_core.people.relationships import Side
from kinfold_core.practice.kinship import (
    Care,
    Decliner,
    Step,
)


class KinshipOption(AuthorityOwned):
    """A relative or friend who was thought of, for one child or for every child.

    What was decided of it are its steps; nothing here is ever taken away.
    """

    family = FencedKey("records.Family")
    child = FencedKey("records.Person", null=True)
    child_name = models.CharField(max_length=200, blank=True)
    person = FencedKey("records.Person", null=True)
    name = models.CharField(max_length=200)
    relationship = models.CharField(max_length=200, blank=True)
    side = models.CharField(max_length=8, choices=[(s.value, s.label) for s in Side])
    entered_by = FencedKey(Worker)
    entered_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="kinship_option_has_name_and_side",
                condition=~Q(name="") & ~Q(side=""),
            )
        ]
        indexes = [
            models.Index(
                fields=["authority", "family", "entered_at"],
                name="kinship_option_by_family",
            )
        ]

    def __str__(self) -> str:
        return self.name


class OptionStep(AppendOnly):
    """Asked, weighed, agreed, declined or opened again: who, when, and why.

    A no of the service or of a court says what it is for, what the person could still
    be, and when it is looked at again; the database holds to it.
    """

    option = FencedKey(KinshipOption, related_name="steps")
    step = models.CharField(
        max_length=10,
        choices=[(s.value, s.label) for s in Step if s is not Step.THOUGHT_OF],
    )
    decided_on = models.DateField()
    decided_person = FencedKey("records.Person", null=True)
    decided_worker = FencedKey(Worker, null=True)
    decided_name = models.CharField(max_length=200)
    why = models.TextField()
    asked_whom = models.CharField(max_length=200, blank=True)
    carer_words = models.TextField(blank=True)
    child_words = models.TextField(blank=True)
    alternatives = models.TextField(blank=True)
    declined_by = models.CharField(
        max_length=8, blank=True, choices=[(d.value, d.label) for d in Decliner]
    )
    not_for = ArrayField(
        models.CharField(max_length=8, choices=[(c.value, c.label) for c in Care]),
        default=list,
        blank=True,
    )
    still_for = models.TextField(blank=True)
    look_again_on = models.DateField(null=True)
    recorded_by = FencedKey(Worker)
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="kinship_step_says_who_and_why",
                condition=~Q(decided_name="") & ~Q(why=""),
            ),
            models.CheckConstraint(
                name="kinship_step_declined_says_by_whom",
                condition=Q(step="declined") & ~Q(declined_by="")
                | ~Q(step="declined") & Q(declined_by=""),
            ),
            models.CheckConstraint(
                name="kinship_step_rules_nobody_out_for_everything",
                condition=~Q(declined_by__in=["service", "court"])
                | (~Q(not_for=[]) & ~Q(still_for="") & Q(look_again_on__isnull=False)),
            ),
        ]
        indexes = [
            models.Index(
                fields=["authority", "option", "decided_on"],
                name="kinship_step_by_option",
            )
        ]

    def __str__(self) -> str:
        return f"{self.step}, {self.decided_on}"
