"""Appreciative inquiry: looking closely at work that went well."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from kinfold.platform.models import AuthorityOwned, FencedKey, Worker
from kinfold.supervision.models.bases import by_halves, number_field


class AppreciativeInquiry(AuthorityOwned):
    """What a worker is proud of, what they did, and what it changed for the family.

    Theirs alone until they share it. Beyond their team it names no family.
    `was_about`: families that were taken off it again. They are shown to nobody; their
    names are still looked for before others read it. Identifiers, as in the audit.
    `may_publish` is their consent to a place in the library.
    """

    class SharedWith(models.TextChoices):
        NOBODY = "nobody", "Only me"
        TEAM = "team", "My team"
        AUTHORITY = "authority", "Everybody here who works with families"

    worker = FencedKey(Worker)
    family = FencedKey("records.Family", null=True)
    was_about = ArrayField(models.UUIDField(), default=list, blank=True)
    proud_of = models.TextField()
    details = models.TextField(blank=True)
    difference = models.TextField(blank=True)
    learned = models.TextField(blank=True)
    value = number_field()
    shared_with = models.CharField(
        max_length=9, choices=SharedWith, default=SharedWith.NOBODY
    )
    shared_at = models.DateTimeField(null=True)
    may_publish = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)
    written_at = models.DateTimeField(db_default=Now())

    class Meta:
        verbose_name_plural = "appreciative inquiries"
        constraints = [
            models.CheckConstraint(
                name="appreciative_inquiry_has_words", condition=~Q(proud_of="")
            ),
            models.CheckConstraint(
                name="appreciative_inquiry_by_halves", condition=by_halves("value")
            ),
            models.CheckConstraint(
                name="appreciative_inquiry_shared_since",
                condition=Q(shared_with="nobody", shared_at=None)
                | ~Q(shared_with="nobody") & Q(shared_at__isnull=False),
            ),
            models.CheckConstraint(
                name="appreciative_inquiry_published_when_shared_here",
                condition=Q(may_publish=False) | Q(shared_with="authority"),
            ),
        ]
        indexes = [
            models.Index(
                fields=["authority", "worker"], name="appreciative_inquiry_by_worker"
            )
        ]

    def __str__(self) -> str:
        return self.proud_of[:60]
