"""A group supervision: who brings what, the steps as they ran, what came of it."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from kinfold.platform.models import AuthorityOwned, FencedKey, Team, Worker
from kinfold.supervision.models.bases import by_halves, number_field
from kinfold_core.practice.running_order import STEPS


class RunningOrder(AuthorityOwned):
    """How many minutes a team gives to each step, in their order."""

    team = FencedKey(Team)
    minutes = ArrayField(models.PositiveSmallIntegerField(), size=len(STEPS))
    changed_by = FencedKey(Worker)
    changed_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "team"], name="running_order_once_per_team"
            ),
            models.CheckConstraint(
                name="running_order_has_every_step",
                condition=Q(minutes__len=len(STEPS)),
            ),
        ]

    def __str__(self) -> str:
        return f"Running order of {self.team_id}"


class GroupSupervision(AuthorityOwned):
    """Colleagues think about one family with the worker who brings it.

    What is said and learned stays with the group and those who supervise. The family
    is told of `outcome` and of what was put on its map, and of nothing else.
    `for_others` is what any colleague may read: it names nobody.
    """

    class State(models.TextChoices):
        PLANNED = "planned", "Planned"
        HELD = "held", "Held"
        LEARNED = "learned", "Held, and what was learned is written"
        CALLED_OFF = "called_off", "Called off"

    family = FencedKey("records.Family")
    state = models.CharField(max_length=10, choices=State, default=State.PLANNED)
    planned_on = models.DateField()
    place = models.CharField(max_length=200, blank=True)
    presenter = FencedKey(Worker)
    facilitator = FencedKey(Worker)
    advisor = FencedKey(Worker, null=True)
    presenter_goal = models.TextField(blank=True)
    what_is_hard = models.TextField(blank=True)
    clarity_before = number_field()
    clarity_after = number_field()
    minutes = ArrayField(models.PositiveSmallIntegerField(), size=len(STEPS))
    dangers_read_out_at = models.DateTimeField(null=True)
    goals_read_out_at = models.DateTimeField(null=True)
    learning_points = models.TextField(blank=True)
    outcome = models.TextField(blank=True)
    for_others = models.TextField(blank=True)
    held_at = models.DateTimeField(null=True)
    learned_by = FencedKey(Worker, null=True)
    learned_at = models.DateTimeField(null=True)
    called_off_reason = models.CharField(max_length=500, blank=True)
    version = models.PositiveIntegerField(default=1)
    planned_by = FencedKey(Worker)
    planned_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="group_supervision_held_has_its_moment",
                condition=Q(state__in=["planned", "called_off"], held_at=None)
                | Q(state__in=["held", "learned"], held_at__isnull=False),
            ),
            models.CheckConstraint(
                name="group_supervision_learned_says_what",
                condition=Q(learned_at=None, learned_by=None) & ~Q(state="learned")
                | Q(state="learned", learned_at__isnull=False, learned_by__isnull=False)
                & ~Q(learning_points=""),
            ),
            models.CheckConstraint(
                name="group_supervision_called_off_with_reason",
                condition=Q(state="called_off") & ~Q(called_off_reason="")
                | ~Q(state="called_off") & Q(called_off_reason=""),
            ),
            models.CheckConstraint(
                name="group_supervision_before_by_halves",
                condition=by_halves("clarity_before"),
            ),
            models.CheckConstraint(
                name="group_supervision_after_by_halves",
                condition=by_halves("clarity_after"),
            ),
            models.CheckConstraint(
                name="group_supervision_has_every_step",
                condition=Q(minutes__len=len(STEPS)),
            ),
        ]
        indexes = [
            models.Index(
                fields=["authority", "family", "planned_on"],
                name="group_supervision_by_family",
            ),
            models.Index(
                fields=["authority", "state", "planned_on"],
                name="group_supervision_by_day",
            ),
        ]

    def __str__(self) -> str:
        return f"Group supervision of {self.planned_on}"


class Attendee(AuthorityOwned):
    """A colleague in the group, beside those who bring, lead and advise."""

    session = FencedKey(GroupSupervision, related_name="attendees")
    worker = FencedKey(Worker)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "session", "worker"], name="attendee_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.worker_id} in {self.session_id}"


class StepRun(AuthorityOwned):
    """A step as it ran, from when to when. Going back to a step is another run.

    Kept here and not on a screen, so that a reload or a second screen goes on.
    """

    session = FencedKey(GroupSupervision, related_name="runs")
    step = models.PositiveSmallIntegerField()
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    moved_by = FencedKey(Worker)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "session"],
                condition=Q(ended_at=None),
                name="step_run_one_at_a_time",
            ),
            models.CheckConstraint(
                name="step_run_is_a_step",
                condition=Q(step__gte=1, step__lte=len(STEPS)),
            ),
            models.CheckConstraint(
                name="step_run_ends_after_start",
                condition=Q(ended_at=None) | Q(ended_at__gte=F("started_at")),
            ),
        ]
        indexes = [
            models.Index(
                fields=["authority", "session", "started_at"],
                name="step_run_by_session",
            )
        ]

    def __str__(self) -> str:
        return f"Step {self.step} of {self.session_id}"
