"""What a meeting with the network has beside its wall: who was asked to it, how it
was, what was decided and what that became, and who was given the notes."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from kinfold.meetings.models.meeting import Meeting
from kinfold.platform.models import AppendOnly, AuthorityOwned, FencedKey, Worker
from kinfold.practice.models import MapEntry, ScaleRating
from kinfold_core.practice.network_meeting import (
    CHILD_SAID,
    CONVENERS,
    COUNTS_AS,
    PURPOSES,
)


class PlannedMeeting(AuthorityOwned):
    """A meeting that people are asked to. `meeting` is what it became when it began."""

    family = FencedKey("records.Family")
    purpose = models.CharField(max_length=9, choices=list(PURPOSES.items()))
    on_day = models.DateField()
    at_time = models.CharField(max_length=200, blank=True)
    place = models.CharField(max_length=200, blank=True)
    bring = models.CharField(max_length=500, blank=True)
    convened_as = models.CharField(max_length=7, choices=list(CONVENERS.items()))
    convened_person = FencedKey("records.Person", null=True)
    convened_worker = FencedKey(Worker, null=True)
    convened_name = models.CharField(max_length=200)
    meeting = FencedKey(Meeting, null=True, related_name="plans")
    written_by = FencedKey(Worker)
    written_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="planned_meeting_says_who_asks", condition=~Q(convened_name="")
            ),
            models.UniqueConstraint(
                fields=["authority", "meeting"],
                condition=Q(meeting__isnull=False),
                name="planned_meeting_begins_one",
            ),
        ]
        indexes = [
            models.Index(
                fields=["authority", "family", "on_day"],
                name="planned_meeting_by_family",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_purpose_display()}, {self.on_day}"


class Invited(AppendOnly):
    """Somebody who was asked to come, and in what capacity."""

    planned = FencedKey(PlannedMeeting, related_name="invited")
    person = FencedKey("records.Person", null=True)
    worker = FencedKey(Worker, null=True)
    name = models.CharField(max_length=200)
    capacity = models.CharField(max_length=12, choices=ScaleRating.As)
    position = models.PositiveSmallIntegerField()

    class Meta:
        verbose_name_plural = "invited"
        constraints = [
            models.CheckConstraint(name="invited_has_name", condition=~Q(name="")),
            models.UniqueConstraint(
                fields=["authority", "planned", "position"], name="invited_once_each"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class MeetingAccount(AppendOnly):
    """How a meeting was: whose it was, and what was said of the worry and the child.

    Written anew it is another row; the newest counts, and what was said before stays.
    """

    meeting = FencedKey(Meeting, related_name="accounts")
    counts_as = ArrayField(
        models.CharField(max_length=12, choices=list(COUNTS_AS.items()))
    )
    purpose = models.CharField(max_length=9, choices=list(PURPOSES.items()))
    convened_as = models.CharField(max_length=7, choices=list(CONVENERS.items()))
    convened_person = FencedKey("records.Person", null=True)
    convened_worker = FencedKey(Worker, null=True)
    convened_name = models.CharField(max_length=200)
    coordinator = models.CharField(max_length=200, blank=True)
    private_minutes = models.PositiveSmallIntegerField(null=True)
    private_people = ArrayField(
        models.CharField(max_length=200), default=list, blank=True
    )
    story_by = models.CharField(max_length=200, blank=True)
    story_how = models.TextField(blank=True)
    questions = models.TextField(blank=True)
    child_wanted = models.TextField(blank=True)
    child_said = models.CharField(
        max_length=9, blank=True, choices=list(CHILD_SAID.items())
    )
    recorded_by = FencedKey(Worker)
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="meeting_account_says_what_it_was_and_whose",
                condition=~Q(counts_as=[]) & ~Q(convened_name=""),
            ),
            models.CheckConstraint(
                name="meeting_account_private_time_has_minutes",
                condition=Q(private_minutes__isnull=False) | Q(private_people=[]),
            ),
        ]
        indexes = [
            models.Index(
                fields=["authority", "meeting", "recorded_at"],
                name="meeting_account_by_meeting",
            )
        ]

    def __str__(self) -> str:
        return f"{self.meeting_id} as {', '.join(self.counts_as)}"


class MeetingDecision(AppendOnly):
    """One thing that was decided, in the words of the room."""

    meeting = FencedKey(Meeting, related_name="decisions")
    text = models.TextField()
    position = models.PositiveSmallIntegerField()
    recorded_by = FencedKey(Worker)
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="meeting_decision_has_words", condition=~Q(text="")
            ),
            models.UniqueConstraint(
                fields=["authority", "meeting", "position"],
                name="meeting_decision_in_order",
            ),
        ]

    def __str__(self) -> str:
        return self.text[:60]


class DecisionBecame(AppendOnly):
    """What a decision became: a rule of the family's plan, what somebody of the
    network is asked to do, or a next step."""

    decision = FencedKey(MeetingDecision, related_name="became")
    rule = FencedKey("planning.PlanRule", null=True)
    commitment = FencedKey("commitments.Commitment", null=True)
    step = FencedKey(MapEntry, null=True)
    recorded_by = FencedKey(Worker)
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="decision_became_one_thing",
                condition=Q(rule__isnull=False, commitment=None, step=None)
                | Q(rule=None, commitment__isnull=False, step=None)
                | Q(rule=None, commitment=None, step__isnull=False),
            )
        ]

    def __str__(self) -> str:
        what = self.rule_id or self.commitment_id or self.step_id
        return f"{self.decision_id} became {what}"


class NotesGiven(AppendOnly):
    """Somebody of the network was given the notes that their level allows."""

    meeting = FencedKey(Meeting, related_name="notes_given")
    member = FencedKey("networks.NetworkMember")
    level = models.PositiveSmallIntegerField()
    given_by = FencedKey(Worker)
    given_at = models.DateTimeField(db_default=Now())

    class Meta:
        verbose_name_plural = "notes given"
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "meeting", "member", "level"],
                name="notes_given_once_at_a_level",
            ),
            models.CheckConstraint(
                name="notes_given_to_somebody_who_was_told", condition=Q(level__gte=1)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.meeting_id} to {self.member_id}"
