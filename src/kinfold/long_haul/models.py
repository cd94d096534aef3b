"""Asking a family, after the service has left, whether their people are still there."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from kinfold.platform.models import AppendOnly, FencedKey, Worker
from kinfold_core.practice.long_haul import ANSWERS, CONSENTS


class CheckInConsent(AppendOnly):
    """Somebody of the family said whether they may be asked. The newest row counts."""

    family = FencedKey("records.Family")
    answer = models.CharField(max_length=3, choices=list(CONSENTS.items()))
    said_person = FencedKey("records.Person", null=True)
    said_name = models.CharField(max_length=200)
    said_on = models.DateField()
    way = models.CharField(max_length=500, blank=True)
    recorded_by = FencedKey(Worker)
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="check_in_consent_says_whose",
                condition=~Q(said_name="") & Q(answer__in=list(CONSENTS)),
            )
        ]
        indexes = [
            models.Index(
                fields=["authority", "family", "recorded_at"],
                name="check_in_consent_by_family",
            )
        ]

    def __str__(self) -> str:
        return f"{self.said_name}: {self.answer}, {self.said_on}"


class CheckIn(AppendOnly):
    """How it stands, as somebody of the family or network said it.

    `closed_on` is the end of the work that it was after, so that a record that was
    opened and closed again is asked anew; None while the work goes on. `month` is 3,
    6 or 12 months after that end, and 0 for a day between.
    """

    family = FencedKey("records.Family")
    closed_on = models.DateField(null=True)
    month = models.PositiveSmallIntegerField(default=0)
    heard_on = models.DateField()
    said_person = FencedKey("records.Person", null=True)
    said_name = models.CharField(max_length=200)
    answer = models.CharField(max_length=7, choices=list(ANSWERS.items()))
    words = models.TextField(blank=True)
    wanted = models.TextField(blank=True)
    recorded_by = FencedKey(Worker)
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="check_in_says_who_and_what_changed",
                condition=~Q(said_name="")
                & (
                    Q(answer="still")
                    | (Q(answer__in=["changed", "nobody"]) & ~Q(words=""))
                ),
            ),
            models.CheckConstraint(
                name="check_in_is_at_a_month_after_an_end",
                condition=Q(month=0) | Q(month__in=[3, 6, 12], closed_on__isnull=False),
            ),
        ]
        indexes = [
            models.Index(
                fields=["authority", "family", "closed_on"], name="check_in_by_family"
            )
        ]

    def __str__(self) -> str:
        return f"{self.said_name}: {self.answer}, {self.heard_on}"
