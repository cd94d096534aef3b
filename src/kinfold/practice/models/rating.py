"""Where one person put things on a scale, on one day. Never changed afterwards."""

from __future__ import annotations

from decimal import Decimal

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.db.models.lookups import Exact

from kinfold.platform.models import AppendOnly, FencedKey, Worker
from kinfold.practice.models.bases import ShownToFamily
from kinfold.practice.models.danger_set import SafetyScale
from kinfold_core.practice import scales
from kinfold_core.practice.facts import Answer, Capacity

STEP = Decimal(str(scales.STEP))


class ScaleRating(ShownToFamily, AppendOnly):
    """One named person's answer (invariant I2): a number by halves, or why none.

    A later answer of the same person is a new row that `supersedes` this one, so the
    line of each person's answers can always be drawn.
    """

    class Said(models.TextChoices):
        NUMBER = Answer.NUMBER.value, "A number"
        DONT_KNOW = Answer.DONT_KNOW.value, "Did not know"
        NOT_ASKED = Answer.NOT_ASKED.value, "Not asked"
        DECLINED = Answer.DECLINED.value, "Did not want to say"

    class As(models.TextChoices):
        CHILD = Capacity.CHILD.value, "Child"
        PARENT = Capacity.PARENT.value, "Parent or carer"
        FAMILY = Capacity.FAMILY.value, "Family"
        NETWORK = Capacity.NETWORK.value, "Friend or neighbour"
        PROFESSIONAL = Capacity.PROFESSIONAL.value, "Professional"

    class Occasion(models.TextChoices):
        VISIT = "visit", "A visit"
        FAMILY_MEETING = "family_meeting", "A family meeting"
        NETWORK_MEETING = "network_meeting", "A network meeting"
        CONFERENCE = "conference", "A conference or review"
        SUPERVISION = "supervision", "Supervision"
        CHILD_TOOL = "child_tool", "Drawing or talking with the child"
        PHONE = "phone", "A phone call or message"
        OTHER = "other", "Another time"

    scale = FencedKey(SafetyScale, related_name="ratings")
    rater_person = FencedKey("records.Person", null=True)
    rater_worker = FencedKey(Worker, null=True)
    rater_name = models.CharField(max_length=200)
    capacity = models.CharField(max_length=12, choices=As)
    answer = models.CharField(max_length=9, choices=Said, default=Said.NUMBER)
    value = models.DecimalField(max_digits=3, decimal_places=1, null=True)
    reason_why_not_lower = models.TextField(blank=True)
    what_would_make_one_higher = models.TextField(blank=True)
    occasion = models.CharField(max_length=15, choices=Occasion)
    rated_on = models.DateField()
    is_confirmed_by_rater = models.BooleanField(default=False)
    supersedes = FencedKey("practice.ScaleRating", null=True)
    map_version = models.PositiveIntegerField(default=1)
    recorded_by = FencedKey(Worker)
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            *ShownToFamily.Meta.constraints,
            models.CheckConstraint(
                name="scale_rating_has_rater", condition=~Q(rater_name="")
            ),
            models.CheckConstraint(
                name="scale_rating_number_or_reason",
                condition=Q(
                    answer="number",
                    value__isnull=False,
                    value__gte=0,
                    value__lte=10,
                )
                | (~Q(answer="number") & Q(value=None)),
            ),
            models.CheckConstraint(
                name="scale_rating_by_halves",
                condition=Q(value=None)
                | Q(Exact(F("value") % models.Value(STEP), models.Value(Decimal(0)))),
            ),
            models.UniqueConstraint(
                fields=["authority", "supersedes"],
                condition=Q(supersedes__isnull=False),
                name="scale_rating_superseded_once",
            ),
        ]
        indexes = [
            models.Index(
                fields=["authority", "scale", "rated_on"], name="scale_rating_by_scale"
            )
        ]

    def __str__(self) -> str:
        return f"{self.rater_name}: {self.value if self.value is not None else '-'}"
