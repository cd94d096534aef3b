"""When a programme meets, who comes, and when somebody sits down with one authority.

What everybody in the programme may know of is a `Gathering`. A visit or a call with one
authority is a `Visit`: a table of its own, so that the database itself keeps it from
the other authorities (ADR 38). A date of a series is a row like any other: moving or
cancelling it leaves the rest as they are.
"""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
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

LONGEST_TITLE, LONGEST_WHERE, LONGEST_WHY = 120, 200, 500


class Rhythm(models.TextChoices):
    """How often a series comes round."""

    ONCE = "once", "Once"
    WEEKLY = "weekly", "Every week"
    MONTHLY = "monthly", "Every month"
    QUARTERLY = "quarterly", "Every quarter"


class WhenAndWhere(models.Model):
    """A day, times in England where they are known, and how to get there."""

    day = models.DateField()
    starts_at = models.TimeField(null=True)
    """In England. None is a day whose times are not known."""
    ends_at = models.TimeField(null=True)
    where = models.CharField(max_length=LONGEST_WHERE, blank=True)
    link = models.URLField(max_length=500, blank=True)
    series_id = models.UUIDField(null=True)
    """The same for all dates that were planned together."""
    rhythm = models.CharField(max_length=10, choices=Rhythm, default=Rhythm.ONCE)
    number = models.PositiveSmallIntegerField(default=1)
    """Which date of its series, from 1."""
    version = models.PositiveIntegerField(default=1)
    """Counts changes: a form says which it saw, a calendar file tells them by it."""
    moves = models.PositiveSmallIntegerField(default=0, db_default=0)
    """How often its day or its times were changed. An answer is to one of these."""
    changed_at = models.DateTimeField(auto_now=True)
    cancelled_on = models.DateField(null=True)
    cancelled_why = models.CharField(max_length=LONGEST_WHY, blank=True)
    is_synthetic = models.BooleanField(default=False)

    class Meta:
        abstract = True


def _in_order(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        name=name,
        condition=Q(ends_at=None) | Q(ends_at__gt=F("starts_at")),
    )


def _cancelled_with_reason(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        name=name,
        condition=Q(cancelled_on=None, cancelled_why="")
        | Q(cancelled_on__isnull=False) & ~Q(cancelled_why=""),
    )


class Gathering(WhenAndWhere, ProgrammeOwned, SaidBy):
    """One date on which people of the programme meet."""

    class Kind(models.TextChoices):
        WORKSHOP = "workshop", "Leaders’ workshop"
        PRACTICE = "practice", "Practice leaders’ session"
        TRAINING = "training", "Training"
        LAB = "lab", "Learning Lab session"
        OTHER = "other", "Something else"

    kind = models.CharField(max_length=10, choices=Kind)
    title = models.CharField(max_length=LONGEST_TITLE)
    about = models.TextField(blank=True)
    materials = models.TextField(blank=True)
    """What is read or worked with there, by `kinfold_core.practice.materials`."""
    host = models.ForeignKey(
        Authority, on_delete=models.PROTECT, related_name="+", null=True, db_index=False
    )
    capacity = models.PositiveSmallIntegerField(null=True)
    """How many people may come. None is as many as like."""
    is_for_all = models.BooleanField(default=True)
    """Every authority of the programme is invited, not only those that are named."""

    class Meta:
        constraints = [
            _in_order("gathering_ends_after_it_starts"),
            _cancelled_with_reason("gathering_cancelled_with_a_reason"),
            models.CheckConstraint(
                name="gathering_capacity_is_somebody",
                condition=Q(capacity=None) | Q(capacity__gt=0),
            ),
        ]
        indexes = [
            models.Index(fields=["programme", "day"], name="gathering_by_day"),
            models.Index(fields=["programme", "series_id"], name="gathering_by_series"),
        ]

    def __str__(self) -> str:
        return f"{self.title}, {self.day}"


class GatheringVersion(ProgrammeAppendOnly, SaidBy):
    """What a gathering said before it was changed, and why it was."""

    gathering = FencedKey(Gathering)
    version = models.PositiveIntegerField()
    said = models.JSONField()
    why = models.CharField(max_length=LONGEST_WHY)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "gathering", "version"],
                name="gathering_version_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.gathering_id}, version {self.version}"


class InvitedPlace(ProgrammeOwned):
    """An authority that is invited by name."""

    gathering = FencedKey(Gathering, related_name="places")
    authority = models.ForeignKey(
        Authority, on_delete=models.PROTECT, related_name="+", db_index=False
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "gathering", "authority"],
                name="gathering_invites_place_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.authority_id} invited"


class Guest(ProgrammeOwned, SaidBy):
    """Somebody who said for themselves whether they come."""

    class Answer(models.TextChoices):
        COMES = "comes", "Comes"
        PERHAPS = "perhaps", "Perhaps"
        CANNOT = "cannot", "Cannot come"

    gathering = FencedKey(Gathering, related_name="guests")
    authority = models.ForeignKey(
        Authority, on_delete=models.PROTECT, related_name="+", null=True, db_index=False
    )
    user_id = models.BigIntegerField()
    name = models.CharField(max_length=200)
    answer = models.CharField(max_length=8, choices=Answer)
    answered_at = models.DateTimeField()
    answers_move = models.PositiveSmallIntegerField(default=0, db_default=0)
    """How often the gathering had been moved then: moved since, it is asked again."""
    is_waiting = models.BooleanField(default=False)
    """It was full when they said that they come. Whoever waits longest is next."""

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "gathering", "user_id"],
                name="gathering_guest_signed_in_once",
            ),
            models.CheckConstraint(
                name="gathering_guest_waits_to_come",
                condition=Q(is_waiting=False) | Q(answer="comes"),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class GuestInvitation(ProgrammeOwned, SaidBy):
    """Somebody who is asked by name to come."""

    gathering = FencedKey(Gathering, related_name="invitations")
    authority = models.ForeignKey(
        Authority, on_delete=models.PROTECT, related_name="+", null=True, db_index=False
    )
    user_id = models.BigIntegerField()
    name = models.CharField(max_length=200)
    taken_back_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "gathering", "user_id"],
                name="gathering_invites_person_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} invited"


class GuestAnswer(ProgrammeAppendOnly, SaidBy):
    """What a guest answered, each time they did. Their `Guest` says what holds now.

    Why is for whoever keeps the date and for themselves: the fence shows it to nobody
    else (`platform.calendar_fences`).
    """

    guest = FencedKey(Guest, related_name="answers")
    answer = models.CharField(max_length=8, choices=Guest.Answer)
    why = models.CharField(max_length=LONGEST_WHY, blank=True)
    answers_move = models.PositiveSmallIntegerField()

    def __str__(self) -> str:
        return f"{self.guest_id}: {self.answer}"


class CalendarKey(ProgrammeOwned):
    """A secret address at which somebody's own calendar program reads this one.

    Seen by whoever made it, and by whoever knows the secret, of which the hash alone
    is kept (`platform.calendar_fences`).
    """

    authority = models.ForeignKey(
        Authority, on_delete=models.PROTECT, related_name="+", null=True, db_index=False
    )
    """As whose worker they read; none: as a member of the programme."""
    user_id = models.BigIntegerField()
    token_hash = models.CharField(max_length=64)
    made_at = models.DateTimeField(db_default=Now())
    taken_back_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "token_hash"], name="calendar_key_once"
            )
        ]

    def __str__(self) -> str:
        return f"calendar address of {self.user_id}"


class AgreedAction(ProgrammeOwned, SaidBy):
    """What people agreed to do when they met: who, by when, and what came of it."""

    gathering = FencedKey(Gathering, related_name="agreed")
    words = models.CharField(max_length=500)
    who = models.CharField(max_length=200)
    by_day = models.DateField()
    done_on = models.DateField(null=True)
    came_of_it = models.CharField(max_length=500, blank=True)

    class Meta:
        indexes = [models.Index(fields=["programme", "gathering"], name="agreed_at")]

    def __str__(self) -> str:
        return self.words


class Visit(WhenAndWhere, PlaceOwned, SaidBy):
    """A visit to one authority, or a call with those who lead it."""

    class Kind(models.TextChoices):
        VISIT = "visit", "Visit"
        CALL = "call", "Call"

    kind = models.CharField(max_length=10, choices=Kind)

    class Meta:
        constraints = [
            _in_order("visit_ends_after_it_starts"),
            _cancelled_with_reason("visit_cancelled_with_a_reason"),
        ]
        indexes = [
            models.Index(fields=["programme", "authority", "day"], name="visit_by_day")
        ]

    def __str__(self) -> str:
        return f"{self.kind}, {self.day}"


class VisitMove(PlaceAppendOnly, SaidBy):
    """When and where a visit or a call was to be, and why it was moved."""

    visit = FencedKey(Visit)
    version = models.PositiveIntegerField()
    day = models.DateField()
    starts_at = models.TimeField(null=True)
    ends_at = models.TimeField(null=True)
    where = models.CharField(max_length=LONGEST_WHERE, blank=True)
    link = models.URLField(max_length=500, blank=True)
    why = models.CharField(max_length=LONGEST_WHY)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "authority", "visit", "version"],
                name="visit_move_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.visit_id}, version {self.version}"
