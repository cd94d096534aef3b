"""Extracts: asked for, decided, made, taken and ended. Each is a row that stays.

What both sides see stands between the programme and the authority. What makes the
extract the authority's secret, its key and whose rows are in it, is the authority's
alone (`HeldExtract`).
"""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from kinfold.platform.models import AuthorityOwned, FencedKey
from kinfold.platform.models.bases import PlaceAppendOnly


class Grain(models.TextChoices):
    MONTH = "month", "The month"
    QUARTER = "quarter", "The quarter"


class ExtractRequest(PlaceAppendOnly):
    """What an evaluator asked an authority for, in their own words, unchanged."""

    asked_at = models.DateTimeField(db_default=Now())
    by_user_id = models.BigIntegerField()
    by_name = models.CharField(max_length=200)
    study = models.CharField(max_length=200)
    purpose = models.TextField(max_length=2_000)
    columns = models.JSONField()
    """By table, from the declared list."""
    first_day = models.DateField()
    last_day = models.DateField()
    grain = models.CharField(max_length=8, choices=Grain)
    wanted_until = models.DateField()
    holders = models.TextField(max_length=1_000)
    """Who will hold it, and where."""
    lawful_basis = models.TextField(max_length=1_000)
    dpia = models.CharField(max_length=200)
    """Where the data protection impact assessment is to be found."""

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="extract_asked_of_a_period",
                condition=Q(last_day__gte=F("first_day")),
            ),
        ]
        indexes = [
            models.Index(
                fields=["programme", "authority", "-asked_at"],
                name="extract_request_by_time",
            )
        ]

    def __str__(self) -> str:
        return self.study


class ExtractDecision(PlaceAppendOnly):
    """The authority's yes or no, once, with its reason and what was narrowed."""

    request = FencedKey(ExtractRequest, related_name="decisions")
    decided_at = models.DateTimeField(db_default=Now())
    by_user_id = models.BigIntegerField()
    by_name = models.CharField(max_length=200)
    is_given = models.BooleanField()
    reason = models.TextField(max_length=2_000)
    columns = models.JSONField(default=dict)
    first_day = models.DateField(null=True)
    last_day = models.DateField(null=True)
    grain = models.CharField(max_length=8, choices=Grain, blank=True)
    alike = models.PositiveSmallIntegerField(null=True)
    """How many children share every value that is told."""
    expires_on = models.DateField(null=True)
    """The last day the file can be had."""

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "request"], name="extract_decided_once"
            ),
            models.CheckConstraint(
                name="extract_given_with_its_limits",
                condition=Q(is_given=False)
                | Q(
                    first_day__isnull=False,
                    last_day__isnull=False,
                    alike__gte=5,
                    expires_on__isnull=False,
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"decision {self.pk}"


class MadeExtract(PlaceAppendOnly):
    """That the file was made, or why it was not. Its bytes lie in the authority."""

    request = FencedKey(ExtractRequest, related_name="made")
    made_at = models.DateTimeField(db_default=Now())
    why_not = models.CharField(max_length=500, blank=True)
    manifest = models.JSONField(default=dict)
    sha256 = models.CharField(max_length=64, blank=True)
    byte_count = models.BigIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "request"], name="extract_made_once"
            ),
            models.CheckConstraint(
                name="extract_made_or_why_not",
                condition=Q(why_not="") ^ Q(sha256=""),
            ),
        ]

    def __str__(self) -> str:
        return f"extract {self.pk}"


class ExtractDownload(PlaceAppendOnly):
    """That somebody took the file. It stays when the file is gone."""

    request = FencedKey(ExtractRequest, related_name="downloads")
    at = models.DateTimeField(db_default=Now())
    by_user_id = models.BigIntegerField()
    by_name = models.CharField(max_length=200)
    by_place = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)

    class Meta:
        indexes = [
            models.Index(
                fields=["programme", "request", "-at"], name="extract_download_by_time"
            )
        ]

    def __str__(self) -> str:
        return f"{self.by_name} took {self.sha256[:12]}"


class ExtractEnding(PlaceAppendOnly):
    """That the authority took it back, or whoever asked gave it back, and why."""

    request = FencedKey(ExtractRequest, related_name="endings")
    at = models.DateTimeField(db_default=Now())
    by_user_id = models.BigIntegerField()
    by_name = models.CharField(max_length=200)
    by_place = models.CharField(max_length=200)
    why = models.TextField(max_length=1_000)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "request"], name="extract_ended_once"
            )
        ]

    def __str__(self) -> str:
        return f"ending {self.pk}"


class HeldExtract(AuthorityOwned):
    """What never leaves the authority: the key of the pseudonyms, and whose rows they
    are. The key goes with the file; the roll stays, so that two extracts can be
    compared and a family can be told whether it was in one."""

    request_id = models.UUIDField()
    key = models.BinaryField(null=True)
    roll = models.JSONField(default=list)
    """The children told of, by a name that only this installation can make."""
    made_from = models.JSONField(default=list)
    """The ids of the returns it was made from. One made before they were kept has
    none, and may be of any."""
    forgotten_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "request_id"], name="extract_held_once"
            ),
            models.CheckConstraint(
                name="extract_key_or_forgotten",
                condition=Q(key=None) ^ Q(forgotten_at=None),
            ),
        ]

    def __str__(self) -> str:
        return f"held extract {self.request_id}"
