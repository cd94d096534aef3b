"""The meeting to end with, and the ending itself."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from kinfold.platform.models import AppendOnly, FencedKey, Worker
from kinfold_core.practice.ending import ExitMeetingDetails


class ExitMeeting(AppendOnly):
    """Everybody met to end the work. `still_open` are the rules that were not met then.

    A later meeting, or the same one told better, is another row; the newest counts.
    `meeting` is where it was told, when that was a meeting of family and network.
    """

    family = FencedKey("records.Family")
    meeting = FencedKey("meetings.Meeting", null=True)
    held_on = models.DateField()
    people = ArrayField(models.CharField(max_length=200))
    said = models.TextField()
    copies_given_to = models.CharField(max_length=500, blank=True)
    feedback_offered = models.CharField(max_length=500, blank=True)
    still_open = ArrayField(models.CharField(max_length=8), default=list, blank=True)
    recorded_by = FencedKey(Worker)
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="exit_meeting_of_somebody_in_words",
                condition=~Q(people=[]) & ~Q(said=""),
            )
        ]
        indexes = [
            models.Index(
                fields=["authority", "family", "recorded_at"],
                name="exit_meeting_by_family",
            )
        ]

    def __str__(self) -> str:
        return f"Meeting to end, {self.held_on}"

    @property
    def as_told(self) -> ExitMeetingDetails | None:
        """What the meeting itself says; None when it was written down here alone."""
        if self.meeting_id is None:
            return None
        return ExitMeetingDetails(
            held_on=self.held_on,
            people=tuple(self.people),
            said=self.said,
            copies_given_to=self.copies_given_to,
            feedback_offered=self.feedback_offered,
            meeting_id=self.meeting_id,
        )


class Ending(AppendOnly):
    """How the work with a family ended, and what was still open on that day.

    As agreed it ends only with nothing open; any other way says why. A record that is
    reopened and closed again has two.
    """

    class How(models.TextChoices):
        AS_AGREED = "as_agreed", "As we agreed: everything on the list is there"
        MOVED = "moved", "The family moved, and others work with them now"
        CAME_INTO_CARE = "came_into_care", "The children live somewhere else now"
        DECLINED = "declined", "The family does not want help, and may say so"
        STEPPED_DOWN = "stepped_down", "Somebody else goes on with less"
        OTHER = "other", "Another way"

    family = FencedKey("records.Family")
    ended_on = models.DateField()
    how = models.CharField(max_length=14, choices=How)
    reason = models.TextField()
    still_open = ArrayField(models.CharField(max_length=8), default=list, blank=True)
    recorded_by = FencedKey(Worker)
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.CheckConstraint(name="ending_says_why", condition=~Q(reason="")),
            models.CheckConstraint(
                name="ending_as_agreed_has_nothing_open",
                condition=~Q(how="as_agreed") | Q(still_open=[]),
            ),
        ]
        indexes = [
            models.Index(
                fields=["authority", "family", "recorded_at"], name="ending_by_family"
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_how_display()}, {self.ended_on}"
