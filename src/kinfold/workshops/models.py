"""A workshop: its agenda, who joined by telephone, what they said, what came of it.

Whoever votes has no account. The database knows them by the code of the workshop and
the number of their device, and shows them that one workshop alone (ADR 41).
"""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from kinfold.gatherings.models import Gathering
from kinfold.platform.models import (
    Authority,
    FencedKey,
    ProgrammeAppendOnly,
    ProgrammeOwned,
    SaidBy,
)


class Workshop(ProgrammeOwned, SaidBy):
    """A day on which people of a programme work together in one room."""

    class State(models.TextChoices):
        PLANNED = "planned", "Planned"
        OPEN = "open", "Open to telephones"
        CLOSED = "closed", "Closed"

    title = models.CharField(max_length=200)
    held_on = models.DateField()
    place = models.CharField(max_length=200, blank=True)
    gathering = FencedKey(Gathering, null=True)
    """The date of the calendar that it is the room of: its day and place are written
    there, and follow here."""
    code = models.CharField(max_length=8, unique=True)
    """What is typed on a telephone; unlike any other workshop's."""
    state = models.CharField(max_length=8, choices=State, default=State.PLANNED)
    open_until = models.DateTimeField(null=True)
    """After this moment nothing is taken from a telephone, closed or not."""
    version = models.PositiveIntegerField(default=1)
    is_synthetic = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="workshop_open_until_a_moment",
                condition=~Q(state="open") | Q(open_until__isnull=False),
            )
        ]
        indexes = [models.Index(fields=["programme", "held_on"], name="workshop_day")]

    def __str__(self) -> str:
        return self.title


class WorkshopItem(ProgrammeOwned):
    """One thing on the agenda: something said or done, or a question to the room."""

    class Kind(models.TextChoices):
        TALK = "talk", "Something told or talked about"
        EXERCISE = "exercise", "An exercise, its words shown large"
        ONE = "one", "A question with one answer of a list"
        SEVERAL = "several", "A question with any answers of a list"
        WORDS = "words", "A question answered in a few words"
        SCALE = "scale", "A vote from 0 to 10"
        WALL = "wall", "A wall that takes what people write, word for word"

    class State(models.TextChoices):
        WAITING = "waiting", "Not yet"
        OPEN = "open", "On now"
        CLOSED = "closed", "Over"

    workshop = FencedKey(Workshop)
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=8, choices=Kind)
    title = models.CharField(max_length=200)
    words = models.TextField(blank=True)
    minutes = models.PositiveSmallIntegerField()
    options = ArrayField(models.CharField(max_length=120), default=list)
    low = models.CharField(max_length=120, blank=True)
    """What 0 means on a scale; `high` is what 10 means."""
    high = models.CharField(max_length=120, blank=True)
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="workshop_scale_has_anchors",
                condition=~Q(kind="scale") | (~Q(low="") & ~Q(high="")),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Device(ProgrammeOwned):
    """A telephone that voted. It has no name unless somebody chose to give one."""

    workshop = FencedKey(Workshop)
    called = models.CharField(max_length=60, blank=True)
    authority = models.ForeignKey(
        Authority,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
        null=True,
    )

    def __str__(self) -> str:
        return f"device {self.pk}"


class Vote(ProgrammeOwned):
    """What one device chose: the numbers of answers, or one number of a scale."""

    workshop = FencedKey(Workshop)
    item = FencedKey(WorkshopItem)
    device = FencedKey(Device)
    numbers = ArrayField(models.PositiveSmallIntegerField())
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "item", "device"], name="vote_once_a_device"
            )
        ]

    def __str__(self) -> str:
        return f"vote of {self.device_id}"


class WallNote(ProgrammeOwned):
    """What somebody wrote from a telephone, word for word.

    `sent` is the number that the page gave the form: what is sent twice is kept once.
    An answer in a few words has the number nought, so a device has one of them.
    """

    workshop = FencedKey(Workshop)
    item = FencedKey(WorkshopItem)
    device = FencedKey(Device)
    sent = models.UUIDField()
    words = models.CharField(max_length=500)
    at = models.DateTimeField()
    taken_down_at = models.DateTimeField(null=True)
    taken_down_by = models.CharField(max_length=200, blank=True)
    taken_down_why = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "item", "device", "sent"], name="note_once"
            ),
            models.CheckConstraint(
                name="note_taken_down_with_a_reason",
                condition=Q(taken_down_at=None, taken_down_why="")
                | (Q(taken_down_at__isnull=False) & ~Q(taken_down_why="")),
            ),
        ]

    def __str__(self) -> str:
        return f"note {self.pk}"


class Highlight(ProgrammeAppendOnly, SaidBy):
    """An authority's biggest achievement and challenge, by its own people. The newest
    version counts."""

    workshop = FencedKey(Workshop)
    authority = models.ForeignKey(
        Authority, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    version = models.PositiveIntegerField()
    achievement = models.TextField()
    challenge = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "workshop", "authority", "version"],
                name="highlight_version_once",
            )
        ]

    def __str__(self) -> str:
        return f"highlight of {self.authority_id}"


class WorkshopAction(ProgrammeOwned, SaidBy):
    """What somebody took away to do, and by when."""

    workshop = FencedKey(Workshop)
    item = FencedKey(WorkshopItem, null=True)
    what = models.CharField(max_length=500)
    who = models.CharField(max_length=200)
    due_on = models.DateField()
    done_on = models.DateField(null=True)

    def __str__(self) -> str:
        return self.what


class WorkshopJournal(ProgrammeAppendOnly, SaidBy):
    """What is chosen for the journal of a workshop. The newest version is shown.

    It holds ids, not words: what is taken down, or of an authority that left, is gone
    from the journal too.
    """

    workshop = FencedKey(Workshop)
    version = models.PositiveIntegerField()
    intro = models.TextField(blank=True)
    items = ArrayField(models.UUIDField(), default=list)
    notes = ArrayField(models.UUIDField(), default=list)
    has_highlights = models.BooleanField()
    has_actions = models.BooleanField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "workshop", "version"],
                name="journal_version_once",
            )
        ]

    def __str__(self) -> str:
        return f"journal of {self.workshop_id}"
