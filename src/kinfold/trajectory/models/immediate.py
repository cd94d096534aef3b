"""What holds the danger today, for a few days, until something better holds it."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from kinfold.platform.models import AppendOnly, AuthorityOwned, FencedKey, Worker


class ImmediatePlan(AuthorityOwned):
    """A short plan with a day on which it runs out. A family has one in force.

    Its words never change: other words are another plan, which replaces it.
    """

    class EndedAs(models.TextChoices):
        REPLACED = "replaced", "Replaced by another"
        ENDED = "ended", "Ended"

    family = FencedKey("records.Family")
    occasion = models.TextField()
    made_on = models.DateField()
    expires_on = models.DateField()
    read_on = models.DateField(null=True)
    read_how = models.TextField(blank=True)
    ended_on = models.DateField(null=True)
    ended_as = models.CharField(max_length=8, blank=True, choices=EndedAs)
    ended_reason = models.TextField(blank=True)
    written_by = FencedKey(Worker)
    written_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "family"],
                condition=Q(ended_on=None),
                name="immediate_plan_one_in_force",
            ),
            models.CheckConstraint(
                name="immediate_plan_says_why_and_runs_out",
                condition=~Q(occasion="") & Q(expires_on__gte=F("made_on")),
            ),
            models.CheckConstraint(
                name="immediate_plan_read_says_how",
                condition=Q(read_on=None, read_how="")
                | (Q(read_on__isnull=False) & ~Q(read_how="")),
            ),
            models.CheckConstraint(
                name="immediate_plan_ended_with_reason",
                condition=Q(ended_on=None, ended_as="", ended_reason="")
                | (
                    Q(ended_on__gte=F("made_on"))
                    & ~Q(ended_as="")
                    & ~Q(ended_reason="")
                ),
            ),
        ]
        indexes = [
            models.Index(
                fields=["authority", "family", "made_on"],
                name="immediate_plan_by_family",
            )
        ]

    def __str__(self) -> str:
        return f"From {self.made_on} to {self.expires_on}"


class ImmediateControl(AppendOnly):
    """Who does what now, against which danger. Family and network come first."""

    class Carrier(models.TextChoices):
        FAMILY = "family", "Family"
        NETWORK = "network", "Friends and network"
        SERVICES = "services", "Services"

    plan = FencedKey(ImmediatePlan, related_name="controls")
    position = models.PositiveSmallIntegerField()
    danger = FencedKey("practice.DangerStatement", null=True)
    danger_words = models.TextField(blank=True)
    carrier = models.CharField(max_length=8, choices=Carrier)
    who_person = FencedKey("records.Person", null=True)
    who_worker = FencedKey(Worker, null=True)
    who_name = models.CharField(max_length=200)
    does = models.TextField()
    when = models.CharField(max_length=200, blank=True)
    relied_on = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="immediate_control_who_does_what",
                condition=~Q(who_name="") & ~Q(does=""),
            ),
            models.CheckConstraint(
                name="immediate_control_against_what",
                condition=Q(danger__isnull=False) | ~Q(danger_words=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.who_name}: {self.does[:60]}"


class ImmediateReview(AppendOnly):
    """It was looked at together: what was seen, and until when it goes on."""

    plan = FencedKey(ImmediatePlan, related_name="reviews")
    reviewed_on = models.DateField()
    with_whom = models.CharField(max_length=300)
    seen = models.TextField()
    expires_on = models.DateField()
    recorded_by = FencedKey(Worker)
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="immediate_review_in_words",
                condition=~Q(with_whom="") & ~Q(seen=""),
            )
        ]

    def __str__(self) -> str:
        return f"{self.reviewed_on}, until {self.expires_on}"
