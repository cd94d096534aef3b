"""A file somebody gave us: what is known about it. Its bytes are kept outside."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from kinfold.platform.models.authority import Worker
from kinfold.platform.models.bases import AuthorityOwned, FencedKey


class StoredFile(AuthorityOwned):
    """What a file is called, what it really is, and whether it may be opened.

    A deleted file leaves this row behind, with who deleted it and why.
    """

    class Scan(models.TextChoices):
        WAITING = "waiting", "Waiting to be checked for viruses"
        CLEAN = "clean", "Checked, nothing found"
        REFUSED = "refused", "A virus was found"
        NOT_SCANNED = "not_scanned", "Not checked for viruses"

    owner_kind = models.CharField(max_length=40)
    family_id = models.UUIDField(null=True)
    name = models.CharField(max_length=200)
    media_type = models.CharField(max_length=100)
    byte_count = models.BigIntegerField()
    sha256 = models.CharField(max_length=64)
    scan_state = models.CharField(max_length=12, choices=Scan)
    uploaded_by = FencedKey(Worker)
    uploaded_at = models.DateTimeField(db_default=Now())
    deleted_by = FencedKey(Worker, null=True)
    deleted_at = models.DateTimeField(null=True)
    deleted_why = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="stored_file_deleted_at_by_and_why",
                condition=Q(deleted_at=None, deleted_by=None, deleted_why="")
                | Q(deleted_at__isnull=False, deleted_by__isnull=False)
                & ~Q(deleted_why=""),
            ),
        ]
        indexes = [
            models.Index(
                fields=["authority", "family_id", "-uploaded_at"],
                name="stored_file_by_family",
            ),
        ]

    def __str__(self) -> str:
        return f"file {self.pk}"

    @property
    def is_deleted(self) -> bool:
        return self.deleted_at is not None

    @property
    def is_servable(self) -> bool:
        """Clean, or no scanner is set up; never one that waits or was refused."""
        return self.scan_state in {self.Scan.CLEAN, self.Scan.NOT_SCANNED}
