"""Time a child spends with family they do not live with, step by step."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from kinfold.platform.models import AppendOnly, AuthorityOwned, FencedKey, Worker
from kinfold_core.practice.family_time import Rung


class FamilyTimeLadder(AuthorityOwned):
    """One child's way to ordinary time with one person: from services to the family."""

    family = FencedKey("records.Family")
    child = FencedKey("records.Person")
    child_name = models.CharField(max_length=200)
    with_person = FencedKey("records.Person", null=True)
    with_name = models.CharField(max_length=200)
    why = models.TextField()
    court_words = models.TextField(blank=True)
    started_on = models.DateField()
    ended_on = models.DateField(null=True)
    ended_reason = models.TextField(blank=True)
    written_by = FencedKey(Worker)
    written_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="family_time_says_whom_and_why",
                condition=~Q(child_name="") & ~Q(with_name="") & ~Q(why=""),
            ),
            models.CheckConstraint(
                name="family_time_ended_with_reason",
                condition=Q(ended_on=None, ended_reason="")
                | (Q(ended_on__gte=F("started_on")) & ~Q(ended_reason="")),
            ),
        ]
        indexes = [
            models.Index(
                fields=["authority", "family", "started_on"],
                name="family_time_by_family",
            )
        ]

    def __str__(self) -> str:
        return f"{self.child_name} with {self.with_name}"


class FamilyTimeStep(AuthorityOwned):
    """One arrangement: where, how long, how often, and who is there."""

    ladder = FencedKey(FamilyTimeLadder, related_name="steps")
    rung = models.CharField(
        max_length=10, choices=[(rung.value, rung.label) for rung in Rung]
    )
    arrangement = models.TextField()
    purpose = models.TextField(blank=True)
    begins_when = models.TextField(blank=True)
    planned_on = models.DateField(null=True)
    started_on = models.DateField(null=True)
    ended_on = models.DateField(null=True)
    written_by = FencedKey(Worker)
    written_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "ladder"],
                condition=Q(started_on__isnull=False, ended_on=None),
                name="family_time_step_one_running",
            ),
            models.CheckConstraint(
                name="family_time_step_in_words", condition=~Q(arrangement="")
            ),
            models.CheckConstraint(
                name="family_time_step_ends_after_it_began",
                condition=Q(ended_on=None) | Q(ended_on__gte=F("started_on")),
            ),
        ]
        indexes = [
            models.Index(
                fields=["authority", "ladder", "planned_on"],
                name="family_time_step_by_ladder",
            )
        ]

    def __str__(self) -> str:
        return self.arrangement[:60]


class FamilyTimePresence(AppendOnly):
    """Somebody who is there in one step: of the network, or of services."""

    step = FencedKey(FamilyTimeStep, related_name="presences")
    member = FencedKey("networks.NetworkMember", null=True)
    name = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="family_time_presence_has_name", condition=~Q(name="")
            )
        ]

    def __str__(self) -> str:
        return self.name


class FamilyTimeDecision(AppendOnly):
    """Begin, stay, go up or go down: who decided, why, and what the child says."""

    class Direction(models.TextChoices):
        BEGIN = "begin", "It begins"
        UP = "up", "Up: the family carries more of it"
        STAY = "stay", "It stays as it is"
        DOWN = "down", "Down: more help for now"

    step = FencedKey(FamilyTimeStep, related_name="decisions")
    direction = models.CharField(max_length=5, choices=Direction)
    next_step = FencedKey(FamilyTimeStep, null=True)
    decided_on = models.DateField()
    decided_person = FencedKey("records.Person", null=True)
    decided_worker = FencedKey(Worker, null=True)
    decided_name = models.CharField(max_length=200)
    reason = models.TextField()
    child_view = models.TextField()
    network_view = models.TextField(blank=True)
    recorded_by = FencedKey(Worker)
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="family_time_decision_says_who_why_and_the_child",
                condition=~Q(decided_name="") & ~Q(reason="") & ~Q(child_view=""),
            ),
            models.CheckConstraint(
                name="family_time_decision_up_or_down_leads_somewhere",
                condition=Q(direction__in=["begin", "stay"], next_step=None)
                | Q(direction__in=["up", "down"], next_step__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.direction}, {self.decided_on}"
