"""What the programme has of a lab: days, seats, the words that left, what was learned.

No row here holds an id of a person's record. Who reaches which stands in
`platform.lab_fences`.
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from kinfold.platform.models import (
    Authority,
    FencedKey,
    PlaceAppendOnly,
    PlaceOwned,
    ProgrammeAppendOnly,
    ProgrammeOwned,
    SaidBy,
)


class LabSession(ProgrammeOwned, SaidBy):
    """A day on which teams bring learning cases, and others sit in.

    `days_open`: for how many days after it those who booked may still read.
    """

    host = models.ForeignKey(
        Authority, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    title = models.CharField(max_length=120)
    held_on = models.DateField()
    seats = models.PositiveSmallIntegerField()
    days_open = models.PositiveSmallIntegerField()
    is_synthetic = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index(fields=["programme", "held_on"], name="lab_by_day")]

    def __str__(self) -> str:
        return self.title


class LabBooking(PlaceOwned, SaidBy):
    """An authority comes: with a case, to sit in, or both. No seats: it is off."""

    session = FencedKey(LabSession)
    brings_case = models.BooleanField()
    seats = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "session", "authority"], name="lab_booked_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.seats} seats"


class LabPack(PlaceAppendOnly):
    """The words of a case as they left. By its authority; of no person at all."""

    session = FencedKey(LabSession)
    title = models.CharField(max_length=120)
    text = models.TextField()
    is_synthetic = models.BooleanField(default=False)
    at = models.DateTimeField(db_default=Now())

    def __str__(self) -> str:
        return f"pack {self.pk}"


class LabPackWithdrawal(PlaceAppendOnly):
    """The consent was taken back. Nothing after it shows the pack."""

    pack = FencedKey(LabPack)
    withdrawn_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "pack"], name="lab_pack_withdrawn_once"
            )
        ]

    def __str__(self) -> str:
        return f"withdrawn on {self.withdrawn_on}"


class LabNote(ProgrammeAppendOnly, SaidBy):
    """Something said of a pack: a question, one of three columns, what is taken."""

    class Kind(models.TextChoices):
        QUESTION = "question", "Question the team brings"
        WORRIED = "worried", "What are we worried about?"
        WELL = "well", "What is working well?"
        NEEDS = "needs", "What needs to happen?"
        OBSERVER = "observer", "Observer's note"
        TAKES = "takes", "What the team takes with it"

    pack = FencedKey(LabPack)
    authority = models.ForeignKey(
        Authority, on_delete=models.PROTECT, related_name="+", db_index=False, null=True
    )
    """Whose worker wrote it; none: a member of the programme."""
    kind = models.CharField(max_length=10, choices=Kind)
    words = models.TextField()

    def __str__(self) -> str:
        return self.get_kind_display()


class LabFollowUp(PlaceOwned, SaidBy):
    """What was done with what a team took, and what came of it, months after."""

    pack = FencedKey(LabPack)
    months = models.PositiveSmallIntegerField()
    due_on = models.DateField()
    done_on = models.DateField(null=True)
    was_done = models.TextField(blank=True)
    came_of_it = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "pack", "months"], name="lab_follow_up_once"
            ),
            models.CheckConstraint(
                name="lab_follow_up_done_says_what",
                condition=Q(done_on=None) | ~Q(was_done="") & ~Q(came_of_it=""),
            ),
        ]

    def __str__(self) -> str:
        return f"after {self.months} months"


class LabLearning(ProgrammeAppendOnly, SaidBy):
    """A line of the learning register: what was learned, of what, what changed."""

    session = FencedKey(LabSession)
    authority = models.ForeignKey(
        Authority, on_delete=models.PROTECT, related_name="+", db_index=False, null=True
    )
    """Whose worker wrote it; none: a member of the programme."""
    theme = models.CharField(max_length=120)
    learned = models.TextField()
    changed = models.TextField(blank=True)

    def __str__(self) -> str:
        return self.theme
