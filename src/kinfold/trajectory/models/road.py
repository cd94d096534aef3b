"""The road to closing: what it will look like, and dated steps with an owner."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from kinfold.platform.models import AppendOnly, AuthorityOwned, FencedKey, Worker


class Trajectory(AuthorityOwned):
    """One road of one family. `closure`: what all will see when services can leave."""

    family = FencedKey("records.Family")
    closure = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)
    changed_by = FencedKey(Worker)
    changed_at = models.DateTimeField(db_default=Now())

    class Meta:
        verbose_name_plural = "trajectories"
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "family"], name="trajectory_once_per_family"
            )
        ]

    def __str__(self) -> str:
        return self.closure[:60]


class Milestone(AuthorityOwned):
    """One dated step, or a day that the law asks for, on the same line (R-TR2).

    Its day moves only with a reason that the family sees (R-TR4). The agency's own
    promises are steps like any other (invariant I12). `written_at` never moves.
    """

    class Kind(models.TextChoices):
        STEP = "step", "A step"
        VISIT = "visit", "Visit"
        CORE_GROUP = "core_group", "Core group"
        CONFERENCE = "conference", "Conference"
        REVIEW = "review", "Review"
        COURT = "court", "Court"

    class Owner(models.TextChoices):
        AGENCY = "agency", "Services"
        FAMILY = "family", "Family"
        NETWORK = "network", "Friends and network"

    trajectory = FencedKey(Trajectory, related_name="milestones")
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.STEP)
    what = models.TextField()
    for_whom = models.CharField(max_length=200, blank=True)
    evidence = models.TextField(blank=True)
    owner_kind = models.CharField(max_length=7, choices=Owner)
    owner_person = FencedKey("records.Person", null=True)
    owner_worker = FencedKey(Worker, null=True)
    owner_name = models.CharField(max_length=200)
    target_on = models.DateField()
    achieved_on = models.DateField(null=True)
    comment = models.TextField(blank=True)
    taken_off_on = models.DateField(null=True)
    taken_off_reason = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)
    written_at = models.DateTimeField(db_default=Now())
    changed_by = FencedKey(Worker)
    changed_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="milestone_has_words_and_owner",
                condition=~Q(what="") & ~Q(owner_name=""),
            ),
            models.CheckConstraint(
                name="milestone_taken_off_with_reason",
                condition=Q(taken_off_on=None, taken_off_reason="")
                | (Q(taken_off_on__isnull=False) & ~Q(taken_off_reason="")),
            ),
            models.CheckConstraint(
                name="milestone_days_of_the_law_are_the_agencys",
                condition=Q(kind="step") | Q(owner_kind="agency"),
            ),
        ]
        indexes = [
            models.Index(
                fields=["authority", "trajectory", "target_on"],
                name="milestone_by_trajectory",
            )
        ]

    def __str__(self) -> str:
        return self.what[:60]


class MilestoneSlip(AppendOnly):
    """The day of a step moved, and why. The family sees it (R-TR4)."""

    milestone = FencedKey(Milestone, related_name="slips")
    from_on = models.DateField()
    to_on = models.DateField()
    reason = models.TextField()
    recorded_by = FencedKey(Worker)
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="milestone_slip_has_reason",
                condition=~Q(reason="") & ~Q(from_on=F("to_on")),
            )
        ]

    def __str__(self) -> str:
        return f"{self.from_on} to {self.to_on}"
