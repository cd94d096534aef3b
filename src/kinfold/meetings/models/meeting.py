"""A meeting about one family: what kind, who was there, what came of it."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from kinfold.platform.models import AuthorityOwned, FencedKey, Worker
from kinfold.practice.models import ScaleRating


class Meeting(AuthorityOwned):
    """People sit together and write on the family's map, which all of them can see.

    One is open at a time. `on_wall` is what the large screen shows, so that a telephone
    can turn its pages. What was decided is written when it ends.
    """

    class Kind(models.TextChoices):
        FAMILY = "family_meeting", "Family meeting"
        CORE_GROUP = "core_group", "Core group"
        CONFERENCE = "conference", "Conference"
        REVIEW = "review", "Review"
        AT_HOME = "at_home", "At home"

    family = FencedKey("records.Family")
    kind = models.CharField(max_length=14, choices=Kind)
    place = models.CharField(max_length=200, blank=True)
    on_wall = models.CharField(max_length=60, blank=True)
    started_by = FencedKey(Worker)
    started_at = models.DateTimeField(db_default=Now())
    decided = models.TextField(blank=True)
    next_on = models.DateField(null=True)
    ended_by = FencedKey(Worker, null=True)
    ended_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "family"],
                condition=Q(ended_at=None),
                name="meeting_open_once_per_family",
            ),
            models.CheckConstraint(
                name="meeting_ends_with_what_was_decided",
                condition=Q(ended_at=None, ended_by=None, decided="", next_on=None)
                | (
                    Q(ended_at__gte=F("started_at"), ended_by__isnull=False)
                    & ~Q(decided="")
                ),
            ),
        ]
        indexes = [
            models.Index(
                fields=["authority", "family", "started_at"], name="meeting_by_family"
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} of {self.started_at:%Y-%m-%d}"


class Attendance(AuthorityOwned):
    """Somebody who is at a meeting: who they are to the child, and how they are there.

    `name` is what people call them; a key says who that is when they are on record.
    """

    class Mode(models.TextChoices):
        ROOM = "room", "In the room"
        PHONE = "phone", "By phone"
        VIDEO = "video", "By video"

    meeting = FencedKey(Meeting, related_name="attendances")
    person = FencedKey("records.Person", null=True)
    worker = FencedKey(Worker, null=True)
    name = models.CharField(max_length=200)
    capacity = models.CharField(max_length=12, choices=ScaleRating.As)
    mode = models.CharField(max_length=5, choices=Mode)
    position = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.CheckConstraint(name="attendance_has_name", condition=~Q(name="")),
            models.UniqueConstraint(
                fields=["authority", "meeting", "position"],
                name="attendance_one_chair_each",
            ),
        ]

    def __str__(self) -> str:
        return self.name
