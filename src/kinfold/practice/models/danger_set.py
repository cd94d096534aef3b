"""A danger statement, the goal that answers it and the scale between: one set."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from kinfold.platform.models import AppendOnly, AuthorityOwned, FencedKey, Worker
from kinfold.practice.models.bases import Written
from kinfold.practice.models.mapping import Mapping


class DangerStatement(Written):
    """What people believe is likely to happen to a child if nothing changes.

    It heads a set: one safety goal and one scale hang on it (invariant I1), and the
    three change together under its `version`. It may be a draft with parts missing;
    the rules say what is missing before it can be shared.
    """

    class State(models.TextChoices):
        DRAFT = "draft", "Draft"
        TESTED = "tested", "Tested in supervision"
        SHARED = "shared", "Shared"
        AGREED = "agreed", "Agreed"
        DISPUTED = "disputed", "Shared, seen differently"
        RESOLVED = "resolved", "Goal met"

    mapping = FencedKey(Mapping, related_name="dangers")
    state = models.CharField(max_length=8, choices=State, default=State.DRAFT)
    existing_safety_preface = models.TextField(blank=True)
    worried_about = models.TextField(blank=True)
    what_might_happen = models.TextField(blank=True)
    why_believed = models.TextField(blank=True)
    family_version_text = models.TextField(blank=True)
    child_version_text = models.TextField(blank=True)
    reading_age = models.FloatField(null=True)

    class Meta(Written.Meta):
        constraints = [*Written.Meta.constraints]
        indexes = [
            models.Index(
                fields=["authority", "mapping", "position"],
                name="danger_statement_by_mapping",
            )
        ]

    def __str__(self) -> str:
        return f"Danger statement {self.position}"


class WorriedPerson(AuthorityOwned):
    """Somebody who shares the worry of a danger statement, by name."""

    danger = FencedKey(DangerStatement, related_name="worried_people")
    person = FencedKey("records.Person", null=True)
    worker = FencedKey(Worker, null=True)
    name = models.CharField(max_length=200)
    position = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name_plural = "worried people"
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "danger", "name"], name="worried_person_once"
            ),
            models.CheckConstraint(
                name="worried_person_has_name", condition=~Q(name="")
            ),
        ]

    def __str__(self) -> str:
        return self.name


class ChildImpact(AuthorityOwned):
    """What might happen to one child if nothing changes. Children stay separate."""

    danger = FencedKey(DangerStatement, related_name="impacts")
    child = FencedKey("records.Person")
    child_name = models.CharField(max_length=200)
    text = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "danger", "child"], name="child_impact_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.child_name}: {self.text[:60]}"


class SafetyGoal(AuthorityOwned):
    """What life will look like when children's services need not be there.

    `demonstrated_from` is the day since when people see it happen, for as long as
    `sustained_for` says; `who_confirms` are those who will say that they see it.
    """

    class State(models.TextChoices):
        PROPOSED = "proposed", "Proposed"
        AGREED = "agreed", "Agreed"
        IN_DEMONSTRATION = "in_demonstration", "Being shown day to day"
        DEMONSTRATED = "demonstrated", "Shown for long enough"
        CLOSED = "closed", "Closed"
        REVISED = "revised", "To be written again"

    danger = FencedKey(DangerStatement, related_name="goals")
    agency_goal = models.TextField(blank=True)
    family_goal = models.TextField(blank=True)
    child_hope = models.TextField(blank=True)
    observable_signs = ArrayField(
        models.CharField(max_length=500), default=list, blank=True
    )
    sustained_for = models.CharField(max_length=120, blank=True)
    who_confirms = models.CharField(max_length=300, blank=True)
    state = models.CharField(max_length=16, choices=State, default=State.PROPOSED)
    demonstrated_from = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="safety_goal_demonstrated_from_a_day",
                condition=Q(state__in=("proposed", "agreed", "revised", "closed"))
                | Q(demonstrated_from__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["authority", "danger"], name="safety_goal_once_per_danger"
            ),
        ]

    def __str__(self) -> str:
        return self.agency_goal[:60]


class SafetyScale(AuthorityOwned):
    """What 0 and 10 mean in this family, about this danger.

    `reached_when` says what on it would be enough for the next stage. Beside the scale
    of safety others may be asked of the same worry; each once.
    """

    class Type(models.TextChoices):
        SAFETY = "safety", "Safety"
        WILLINGNESS = "willingness", "Willingness"
        CONFIDENCE = "confidence", "Confidence"
        CAPACITY = "capacity", "Capacity"
        NETWORK = "network", "Confidence in the network"

    danger = FencedKey(DangerStatement, related_name="scales")
    scale_type = models.CharField(max_length=12, choices=Type, default=Type.SAFETY)
    anchor_0 = models.TextField(blank=True)
    anchor_10 = models.TextField(blank=True)
    reached_when = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "danger", "scale_type"],
                name="safety_scale_once_per_danger",
            )
        ]

    def __str__(self) -> str:
        return f"0: {self.anchor_0[:30]}, 10: {self.anchor_10[:30]}"


class DangerSetRevision(AppendOnly):
    """The words of a whole set as they stood from one change to the next."""

    danger = FencedKey(DangerStatement, related_name="revisions")
    version = models.PositiveIntegerField()
    change = models.CharField(max_length=9)
    map_version = models.PositiveIntegerField()
    words = models.JSONField()
    changed_by = FencedKey(Worker)
    changed_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "danger", "version"],
                name="danger_set_revision_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.danger_id} version {self.version}"
