"""One child's Family Finding, and setting the stage for it."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from kinfold.family_finding.models.bases import Recorded, in_order, says
from kinfold.platform.models import AuthorityOwned, FencedKey, Worker
from kinfold_core.practice.family_finding.words import Outcome, Trigger


class FindingEpisode(AuthorityOwned):
    """Looking for everybody who belongs to one child, until some stay for life."""

    family = FencedKey("records.Family")
    child = FencedKey("records.Person")
    child_name = models.CharField(max_length=200)
    trigger = models.CharField(max_length=12, choices=Trigger.choices())
    coordinator = models.CharField(max_length=200)
    started_on = models.DateField()
    target_people = models.PositiveSmallIntegerField(default=40)
    target_plans = models.PositiveSmallIntegerField(default=3)
    version = models.PositiveIntegerField(default=1)
    ended_on = models.DateField(null=True)
    ended_reason = models.TextField(blank=True)
    outcome = models.CharField(max_length=9, blank=True, choices=Outcome.choices())
    written_by = FencedKey(Worker)
    written_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            says(
                "finding_episode_says_whose_and_who_looks", "child_name", "coordinator"
            ),
            models.CheckConstraint(
                name="finding_episode_has_targets",
                condition=Q(target_people__gte=1, target_plans__gte=1),
            ),
            models.CheckConstraint(
                name="finding_episode_ends_with_outcome_and_reason",
                condition=Q(ended_on=None, ended_reason="", outcome="")
                | (
                    Q(ended_on__gte=F("started_on"))
                    & ~Q(ended_reason="")
                    & ~Q(outcome="")
                ),
            ),
        ]
        indexes = [in_order("finding_episode_by_family", "family", "started_on")]

    def __str__(self) -> str:
        return f"Family Finding for {self.child_name}"


class FindingStage(Recorded):
    """The stage as it was set once: who agreed, what is safe, whom to leave alone.

    The newest one holds; earlier ones stay readable.
    """

    episode = FencedKey(FindingEpisode, related_name="stages")
    set_on = models.DateField()
    child_words = models.TextField()
    consent = models.TextField()
    safety = models.TextField(blank=True)
    not_to_contact = models.TextField(blank=True)
    is_adoption_private = models.BooleanField(default=False)
    is_screen_complete = models.BooleanField(default=False)

    class Meta:
        constraints = [
            says(
                "finding_stage_says_who_agreed_and_what_the_child_says",
                "child_words",
                "consent",
            ),
            models.CheckConstraint(
                name="finding_stage_screen_says_what_is_safe",
                condition=Q(is_screen_complete=False) | ~Q(safety=""),
            ),
        ]
        indexes = [in_order("finding_stage_by_episode", "episode", "recorded_at")]
