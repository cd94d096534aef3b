"""Who wrote a map together, and what each of them says of it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from kinfold.platform.models import AppendOnly, FencedKey, Worker
from kinfold.practice.models import DangerStatement, Mapping, ScaleRating


class Voice(AppendOnly):
    """Something that was written down of one named person. A later row counts."""

    person = FencedKey("records.Person", null=True)
    worker = FencedKey(Worker, null=True)
    name = models.CharField(max_length=200)
    recorded_by = FencedKey(Worker)
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(name="%(class)s_has_name", condition=~Q(name=""))
        ]


class Contributor(Voice):
    """Somebody who was asked to write this version of the map with us, and how.

    Written down by mistake, they are noted again as such: nothing is deleted.
    """

    class Mode(models.TextChoices):
        IN_ROOM = "in_room", "In the room"
        PHONE = "phone", "By phone or video"
        WRITTEN = "written", "In writing"
        CHILD_TOOL = "child_tool", "Drawing or talking with a worker"

    class Part(models.TextChoices):
        PRESENT = "present", "Took part"
        ABSENT = "absent", "Was asked and was not there"
        MISTAKE = "mistake", "Was written down by mistake"

    mapping = FencedKey(Mapping, related_name="contributors")
    version = models.PositiveIntegerField()
    capacity = models.CharField(max_length=12, choices=ScaleRating.As)
    mode = models.CharField(max_length=10, choices=Mode)
    part = models.CharField(max_length=7, choices=Part, default=Part.PRESENT)
    happened_on = models.DateField()

    class Meta(Voice.Meta):
        indexes = [
            models.Index(
                fields=["authority", "mapping", "version"],
                name="contributor_by_version",
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.get_part_display()})"


class FamilyAnswer(Voice):
    """What one person says of one version of the map, in their own words."""

    class Agreement(models.TextChoices):
        AGREE = "agree", "Agrees"
        PARTLY = "partly", "Agrees with part of it"
        DISAGREE = "disagree", "Sees it differently"
        NOT_ASKED = "not_asked", "Was not asked yet"
        NOT_SAFE = "not_safe_to_ask", "It was not safe to ask"

    mapping = FencedKey(Mapping, related_name="answers")
    version = models.PositiveIntegerField()
    capacity = models.CharField(max_length=12, choices=ScaleRating.As)
    agreement = models.CharField(max_length=15, choices=Agreement)
    words = models.TextField(blank=True)
    said_on = models.DateField()

    class Meta(Voice.Meta):
        constraints = [
            *Voice.Meta.constraints,
            models.CheckConstraint(
                name="family_answer_differs_in_words",
                condition=~Q(agreement__in=("partly", "disagree")) | ~Q(words=""),
            ),
        ]
        indexes = [
            models.Index(
                fields=["authority", "mapping", "version"],
                name="family_answer_by_version",
            )
        ]

    def __str__(self) -> str:
        return f"{self.name}: {self.get_agreement_display()}"


class SaidBack(Voice):
    """Whether somebody could say a danger statement back in words of their own."""

    class HowWell(models.TextChoices):
        YES = "yes", "Yes, in their own words"
        PARTLY = "partly", "In part"
        NO = "no", "Not yet"

    danger = FencedKey(DangerStatement, related_name="said_back")
    how_well = models.CharField(max_length=6, choices=HowWell)
    words = models.TextField(blank=True)
    said_on = models.DateField()

    def __str__(self) -> str:
        return f"{self.name}: {self.get_how_well_display()}"
