"""What somebody is typing and has not saved: sealed, theirs alone."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from kinfold.platform.models import AuthorityOwned, FencedKey, Worker


class Draft(AuthorityOwned):
    """What one worker typed into the form at one address of one family's record.

    Of no family when it is about their own work (`kinfold.drafts.own_pages`).
    `sealed` holds the words and what the form is called, encrypted and bound to the
    worker and the address (`kinfold.drafts.typed`). `version` counts the keepings.
    """

    worker = FencedKey(Worker)
    family = FencedKey("records.Family", null=True)
    path = models.CharField(max_length=500)
    sealed = models.BinaryField()
    version = models.PositiveIntegerField(default=1)
    began_at = models.DateTimeField(db_default=Now())
    kept_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "worker", "path"], name="draft_once_per_form"
            ),
            models.CheckConstraint(
                name="draft_is_of_a_form", condition=Q(path__startswith="/")
            ),
        ]
        indexes = [models.Index(fields=["authority", "kept_at"], name="draft_by_age")]

    def __str__(self) -> str:
        return f"draft {self.pk}"
