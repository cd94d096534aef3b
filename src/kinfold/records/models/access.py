"""Records that only named workers open, and the glass that can be broken."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from kinfold.platform.models import AuthorityOwned, FencedKey, Worker
from kinfold.records.models.family import Family


class RestrictedName(AuthorityOwned):
    """A worker is named on a restricted record, until the naming is taken back."""

    family = FencedKey(Family, related_name="named_workers")
    worker = FencedKey(Worker)
    named_by = FencedKey(Worker, null=True)
    named_at = models.DateTimeField(db_default=Now())
    removed_by = FencedKey(Worker, null=True)
    removed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "family", "worker"],
                condition=Q(removed_at=None),
                name="restricted_name_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.worker_id} named on {self.family_id}"


class EmergencyAccess(AuthorityOwned):
    """A worker opens a record that is not theirs, says why, and is reviewed.

    Runs until `expires_at`, or until they or a reviewer end it.
    """

    class Outcome(models.TextChoices):
        RIGHT = "right", "It was right to look"
        LEARN = "learn", "Understandable, to be talked through"
        WRONG = "wrong", "It was not right: taken further"

    family = FencedKey(Family, related_name="emergency_accesses")
    worker = FencedKey(Worker)
    reason_kind = models.CharField(max_length=20)
    reason = models.CharField(max_length=1000)
    started_at = models.DateTimeField(db_default=Now())
    expires_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    reviewed_by = FencedKey(Worker, null=True)
    reviewed_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=8, choices=Outcome, blank=True)
    review_note = models.CharField(max_length=1000, blank=True)

    class Meta:
        verbose_name_plural = "emergency accesses"
        constraints = [
            models.CheckConstraint(
                name="emergency_access_expires_later",
                condition=Q(expires_at__gt=F("started_at")),
            ),
            models.CheckConstraint(
                name="emergency_access_says_why", condition=~Q(reason="")
            ),
            models.CheckConstraint(
                name="emergency_access_review_whole",
                condition=Q(reviewed_at=None, outcome="", reviewed_by=None)
                | (
                    Q(reviewed_at__isnull=False, reviewed_by__isnull=False)
                    & ~Q(outcome="")
                ),
            ),
            models.CheckConstraint(
                name="emergency_access_reviewed_by_another",
                condition=Q(reviewed_by=None) | ~Q(reviewed_by=F("worker")),
            ),
        ]
        indexes = [
            models.Index(
                fields=["authority", "worker", "expires_at"], name="emergency_by_worker"
            ),
            models.Index(
                fields=["authority", "reviewed_at", "started_at"],
                name="emergency_to_review",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.worker_id} opened {self.family_id}"
