"""Who takes part in a programme: what it is called, and whom it asked in.

Each is a row that is never changed; of what has several, the newest counts. Whether an
authority takes part today stands in `platform.ProgrammeAuthority`.
"""

from __future__ import annotations

from django.contrib.postgres.functions import TransactionNow
from django.db import models

from kinfold.platform.models import FencedKey, ProgrammeAppendOnly, SaidBy
from kinfold.platform.models.bases import PlaceAppendOnly


class ProgrammeEntry(ProgrammeAppendOnly, SaidBy):
    """What a programme was called from then on, and its first and last day."""

    number = models.PositiveIntegerField()
    """Counts the entries of the programme, from 1."""
    name = models.CharField(max_length=200)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)

    class Meta:
        verbose_name_plural = "programme entries"
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "number"], name="programme_entry_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.name}, entry {self.number}"


class CohortInvitation(PlaceAppendOnly, SaidBy):
    """That an authority was asked to join; its director answers.

    Its leaders see it though the authority is in no programme yet.
    """

    joins_on = models.DateField()
    answer_by = models.DateField()
    words = models.TextField(blank=True)

    def __str__(self) -> str:
        return f"{self.authority_id} asked into {self.programme_id}"


class InvitationAnswer(PlaceAppendOnly, SaidBy):
    """What became of an invitation: one answer, for good."""

    class Kind(models.TextChoices):
        AGREED = "agreed", "Agreed"
        DECLINED = "declined", "Declined"
        WITHDRAWN = "withdrawn", "Taken back by the programme"

    # not the statement's: the fence knows by it that the answer is of this transaction
    at = models.DateTimeField(db_default=TransactionNow())
    invitation = FencedKey(CohortInvitation, related_name="answers")
    kind = models.CharField(max_length=10, choices=Kind)
    words = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "invitation"], name="invitation_answered_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.invitation_id}"


class StayEnded(PlaceAppendOnly, SaidBy):
    """From which day an authority leaves and why, and who wrote it down: between it
    and the programme. Put right before that day, it is another row."""

    joined_on = models.DateField()
    """Which of its stays: no two of an authority begin on one day."""
    number = models.PositiveIntegerField(default=1)
    """Counts what was written of this stay, from 1."""
    left_on = models.DateField()
    why = models.TextField()

    class Meta:
        verbose_name_plural = "stays ended"
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "authority", "joined_on", "number"],
                name="stay_ended_number_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.authority_id} leaves {self.programme_id}"
