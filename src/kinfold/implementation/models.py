"""An authority's implementation plan, what it hands on of it, and what came back.

The working plan is the authority's own. What others see is a copy, made when it was
shared, behind the fence of ADR 40. The programme sees where the plan stands, and none
of its words.
"""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from kinfold.platform.models import (
    AppendOnly,
    AuthorityOwned,
    FencedKey,
    HandedOn,
    HandedOnForGood,
    PlaceAppendOnly,
    Programme,
    SaidBy,
)
from kinfold_core.practice.implementation_plan import STATES

_STATES = list(STATES.items())


class ImplementationPlan(AuthorityOwned, SaidBy):
    """What an authority wants to bring about, for one stretch of a programme."""

    programme = models.ForeignKey(
        Programme, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    title = models.CharField(max_length=200)
    starts_on = models.DateField()
    ends_on = models.DateField()
    workshop = models.CharField(max_length=200)
    due_on = models.DateField()
    """The day of the workshop at which it is due."""
    came_from = FencedKey("self", null=True)
    """The plan of the year before that was carried forward into it."""
    is_synthetic = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="implementation_plan_days_in_order",
                condition=Q(ends_on__gte=F("starts_on")),
            )
        ]

    def __str__(self) -> str:
        return self.title


class ImplementationVersion(AppendOnly, SaidBy):
    """The whole plan as it was saved, line by line."""

    plan = FencedKey(ImplementationPlan)
    number = models.PositiveIntegerField()
    lines = models.JSONField(default=list)
    """As `kinfold_core.practice.implementation_plan.kept_of` keeps each."""
    why = models.CharField(max_length=500)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "plan", "number"],
                name="implementation_version_once",
            )
        ]

    def __str__(self) -> str:
        return f"version {self.number} of plan {self.plan_id}"


class ImplementationStep(AppendOnly, SaidBy):
    """The plan came into a state, on a day, with a reason. The newest counts."""

    plan = FencedKey(ImplementationPlan)
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=_STATES)
    version = models.PositiveIntegerField()
    on = models.DateField()
    why = models.CharField(max_length=500, blank=True)
    why_unanswered = models.CharField(max_length=500, blank=True)
    """Why it was refined though somebody who road-tested it had no answer."""

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "plan", "number"], name="implementation_step_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.state} since {self.on}"


class PlanStanding(PlaceAppendOnly):
    """Where a plan stands, for the programme; none of its words. The newest counts."""

    plan = FencedKey(ImplementationPlan)
    state = models.CharField(max_length=10, choices=_STATES)
    version = models.PositiveIntegerField()
    since = models.DateField()
    due_on = models.DateField()
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["programme", "authority", "at"], name="plan_standing_newest"
            )
        ]

    def __str__(self) -> str:
        return f"{self.state} since {self.since}"


class PlanShare(HandedOnForGood, SaidBy):
    """That a version of a plan was shared, with whom and until when. No words of it:
    whoever was shown it can still read this when it is shown no more."""

    plan = FencedKey(ImplementationPlan)
    version = models.PositiveIntegerField()
    last_day = models.DateField()
    note = models.CharField(max_length=500, blank=True)
    """What the giver would like to hear."""

    def __str__(self) -> str:
        return f"version {self.version} until {self.last_day}"


class PlanSnapshot(HandedOn):
    """The words that were shared: a copy without the lines that were left out."""

    share = FencedKey(PlanShare)
    title = models.CharField(max_length=200)
    lines = models.JSONField(default=list)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "share"], name="plan_snapshot_once"
            ),
            models.CheckConstraint(
                name="plan_snapshot_has_a_last_day",
                condition=Q(until__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"words of share {self.share_id}"


class PlanComment(HandedOnForGood, SaidBy):
    """What somebody of an authority said to the giver about one line of a share."""

    share = FencedKey(PlanShare)
    line_id = models.CharField(max_length=40)
    line_number = models.CharField(max_length=10)
    """What the line was called in the share, "2.1". Its words are never here."""
    words = models.TextField()

    def __str__(self) -> str:
        return f"on line {self.line_number}"


class CommentAnswer(HandedOnForGood, SaidBy):
    """What the giver answered to a comment."""

    comment = FencedKey(PlanComment)
    words = models.TextField()

    def __str__(self) -> str:
        return f"answer to {self.comment_id}"


class RoadTestFeedback(AppendOnly, SaidBy):
    """What an agency or team of the authority said when it tried the plan out."""

    plan = FencedKey(ImplementationPlan)
    version = models.PositiveIntegerField()
    line_id = models.CharField(max_length=40, blank=True)
    """The line it is about; "" is the whole plan."""
    place = models.CharField(max_length=200)
    said_on = models.DateField()
    words = models.TextField()

    def __str__(self) -> str:
        return f"from {self.place}"


class FeedbackAnswer(AppendOnly, SaidBy):
    """Whether what a road-test said was taken into the plan, and why. The newest
    counts."""

    feedback = FencedKey(RoadTestFeedback)
    number = models.PositiveIntegerField()
    is_taken = models.BooleanField()
    why = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "feedback", "number"], name="feedback_answer_once"
            )
        ]

    def __str__(self) -> str:
        return "taken" if self.is_taken else "not taken"
