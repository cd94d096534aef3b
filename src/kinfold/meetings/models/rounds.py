"""What each says when a scale goes round the room."""

from __future__ import annotations

from decimal import Decimal

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.db.models.lookups import Exact

from kinfold.meetings.models.meeting import Attendance
from kinfold.platform.models import AuthorityOwned, FencedKey, Worker
from kinfold.practice.models import DangerStatement, ScaleRating
from kinfold_core.practice import scales

STEP = Decimal(str(scales.STEP))


class RoundAnswer(AuthorityOwned):
    """One person's answer on the scale of one danger, kept covered until all have said.

    `rating` is the answer on the map that it became then. Until then it may be given
    again, and no page shows it.
    """

    attendance = FencedKey(Attendance, related_name="answers")
    danger = FencedKey(DangerStatement)
    answer = models.CharField(max_length=9, choices=ScaleRating.Said)
    value = models.DecimalField(max_digits=3, decimal_places=1, null=True)
    reason_why_not_lower = models.TextField(blank=True)
    what_would_make_one_higher = models.TextField(blank=True)
    is_confirmed_by_rater = models.BooleanField(default=False)
    rating = FencedKey(ScaleRating, null=True)
    recorded_by = FencedKey(Worker)
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "attendance", "danger"],
                name="round_answer_once_each",
            ),
            models.CheckConstraint(
                name="round_answer_number_or_reason",
                condition=Q(
                    answer="number",
                    value__isnull=False,
                    value__gte=0,
                    value__lte=10,
                )
                | (~Q(answer="number") & Q(value=None)),
            ),
            models.CheckConstraint(
                name="round_answer_by_halves",
                condition=Q(value=None)
                | Q(Exact(F("value") % models.Value(STEP), models.Value(Decimal(0)))),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.attendance_id} on {self.danger_id}"
