"""A rule of the plan was used, practised or looked at."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from kinfold.planning.models import PlanRule
from kinfold.planning.models.bases import NamesSomebody
from kinfold.platform.models import AppendOnly, FencedKey, Worker
from kinfold_core.practice.lived_plan import CheckKind


class PlanCheck(AppendOnly, NamesSomebody):
    """Whether a rule, as it then stood, worked; `name` is who saw it. Never changed."""

    class Kind(models.TextChoices):
        USED_FOR_REAL = CheckKind.USED_FOR_REAL.value, "It was used for real"
        REHEARSAL = CheckKind.REHEARSAL.value, "We practised it"
        DROP_IN_ANNOUNCED = CheckKind.DROP_IN_ANNOUNCED.value, "Somebody looked in"
        DROP_IN_UNANNOUNCED = (
            CheckKind.DROP_IN_UNANNOUNCED.value,
            "Somebody looked in without saying before",
        )
        CHILD_TALK = CheckKind.CHILD_TALK.value, "We talked with a child about it"
        VISIT = CheckKind.VISIT.value, "A worker visited"
        OBJECT_CHECK = CheckKind.OBJECT_CHECK.value, "The child's sign was looked at"

    class Worked(models.TextChoices):
        YES = "yes", "Yes"
        PARTLY = "partly", "Partly"
        NO = "no", "No"

    family = FencedKey("records.Family")
    rule = FencedKey(PlanRule)
    rule_version = models.PositiveIntegerField()
    kind = models.CharField(max_length=20, choices=Kind)
    checked_on = models.DateField()
    worker = FencedKey(Worker, null=True)
    what_happened = models.TextField()
    worked = models.CharField(max_length=6, choices=Worked)
    change_made = models.TextField(blank=True)
    recorded_by = FencedKey(Worker)
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta(NamesSomebody.Meta):
        constraints = [
            *NamesSomebody.Meta.constraints,
            models.CheckConstraint(
                name="plan_check_says_what_happened", condition=~Q(what_happened="")
            ),
        ]
        indexes = [
            models.Index(
                fields=["authority", "family", "checked_on"],
                name="plan_check_by_family",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.checked_on}"
