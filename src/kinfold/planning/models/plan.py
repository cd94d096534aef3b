"""A family's safety plan, its steps, and what was in force when."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from kinfold.planning.models.bases import NamesSomebody
from kinfold.platform.models import AppendOnly, AuthorityOwned, FencedKey, Worker
from kinfold.practice.models import DangerStatement


class SafetyPlan(AuthorityOwned):
    """What the family and its network will do so that the children are safe.

    One lives in a family, from its first rule to long after the service has left. A
    change of a rule opens the next version as a draft; the version that is live stays
    in force (`live_version`) until another goes live or it is suspended.
    """

    class Status(models.TextChoices):
        DRAFT = "draft", "Being written"
        AGREED = "agreed", "Agreed by the network"
        ACCEPTED = "accepted", "Accepted by the service"
        LIVE = "live", "Live"
        DEMONSTRATED = "demonstrated", "Shown to work"
        LONG_HAUL = "long_haul", "For the long haul"
        SUSPENDED = "suspended", "Suspended"

    IN_FORCE = (Status.LIVE, Status.DEMONSTRATED, Status.LONG_HAUL)

    family = FencedKey("records.Family")
    title = models.CharField(max_length=200)
    status = models.CharField(max_length=12, choices=Status, default=Status.DRAFT)
    version = models.PositiveIntegerField(default=1)
    live_version = models.PositiveIntegerField(null=True)
    effective_from = models.DateField(null=True)
    review_on = models.DateField(null=True)
    suspended_reason = models.CharField(max_length=500, blank=True)
    replaced_today_by = models.CharField(max_length=500, blank=True)
    begun_by = FencedKey(Worker)
    begun_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "family"], name="safety_plan_once_per_family"
            ),
            models.CheckConstraint(
                name="safety_plan_has_title", condition=~Q(title="")
            ),
            models.CheckConstraint(
                name="safety_plan_in_force_since_and_as_it_stands",
                condition=~Q(status__in=["live", "demonstrated", "long_haul"])
                | Q(live_version=F("version"), effective_from__isnull=False),
            ),
            models.CheckConstraint(
                name="safety_plan_suspended_says_why_and_what_instead",
                condition=(
                    Q(status="suspended", live_version=None)
                    & ~Q(suspended_reason="")
                    & ~Q(replaced_today_by="")
                )
                | (
                    ~Q(status="suspended")
                    & Q(suspended_reason="", replaced_today_by="")
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class PlanStep(AppendOnly):
    """One step of a plan: who took it, on which day, with what words.

    The service's answer to the plan stands here too, "not yet" with its reason.
    """

    class Step(models.TextChoices):
        BEGUN = "begun", "Begun"
        AGREED = "agreed", "Agreed by family and network"
        ACCEPTED = "accepted", "Accepted by the service"
        NOT_YET = "not_yet", "Not yet accepted by the service"
        LIVE = "live", "Live"
        DEMONSTRATED = "demonstrated", "Shown to work"
        LONG_HAUL = "long_haul", "For the long haul"
        SUSPENDED = "suspended", "Suspended"
        RESUMED = "resumed", "Live again"
        REOPENED = "reopened", "Opened again to change a rule"

    plan = FencedKey(SafetyPlan, related_name="steps")
    version = models.PositiveIntegerField()
    step = models.CharField(max_length=12, choices=Step)
    taken_on = models.DateField()
    people = ArrayField(models.CharField(max_length=200), default=list, blank=True)
    words = models.TextField(blank=True)
    recorded_by = FencedKey(Worker)
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="plan_step_not_yet_says_why",
                condition=~Q(step__in=["not_yet", "suspended"]) | ~Q(words=""),
            ),
            models.CheckConstraint(
                name="plan_step_agreed_by_somebody",
                condition=~Q(step="agreed") | ~Q(people=[]),
            ),
        ]
        indexes = [
            models.Index(
                fields=["authority", "plan", "recorded_at"], name="plan_step_by_plan"
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_step_display()}, {self.taken_on}"


class PlanVersion(AppendOnly):
    """The words of a whole plan as they went live: what was in force on any day."""

    plan = FencedKey(SafetyPlan, related_name="versions")
    version = models.PositiveIntegerField()
    effective_from = models.DateField()
    words = models.JSONField()
    recorded_by = FencedKey(Worker)
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "plan", "version"], name="plan_version_once"
            )
        ]

    def __str__(self) -> str:
        return f"Version {self.version}, from {self.effective_from}"


class PlanSource(NamesSomebody):
    """Somebody whose actions a danger is about: no rule may rest on them alone."""

    plan = FencedKey(SafetyPlan, related_name="sources")
    danger = FencedKey(DangerStatement)

    class Meta(NamesSomebody.Meta):
        constraints = [
            *NamesSomebody.Meta.constraints,
            models.UniqueConstraint(
                fields=["authority", "plan", "danger", "name"],
                name="plan_source_once",
            ),
        ]

    def __str__(self) -> str:
        return self.name
