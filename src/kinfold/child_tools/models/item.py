"""One thing a child said, wrote, drew or spoke."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from kinfold.child_tools.models.session import ByField, ChildToolSession
from kinfold.platform.models import AppendOnly, AuthorityOwned, FencedKey, Worker


class ChildItem(AuthorityOwned, ByField):
    """A thing in one part of the tool, in the child's exact words.

    `picture` is what `kinfold_core.pictures` reads. `read_back_version` is the version
    that was read back to the child; what changed since is read back again.
    """

    session = FencedKey(ChildToolSession, related_name="items")
    part = models.CharField(max_length=10)
    words = models.TextField(blank=True)
    picture = models.JSONField(default=dict)
    position = models.PositiveIntegerField(default=0)
    is_taken_out = models.BooleanField(default=False)
    read_back_version = models.PositiveIntegerField(null=True)
    read_back_on = models.DateField(null=True)
    added_by = FencedKey(Worker)
    added_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.CheckConstraint(name="child_item_in_a_part", condition=~Q(part="")),
            models.CheckConstraint(
                name="child_item_read_back_on_a_day",
                condition=Q(read_back_version=None, read_back_on=None)
                | Q(read_back_version__isnull=False, read_back_on__isnull=False),
            ),
        ]
        indexes = [
            models.Index(
                fields=["authority", "session", "position"],
                name="child_item_by_session",
            )
        ]

    def __str__(self) -> str:
        return f"{self.part} of {self.session_id}"


class ChildItemRevision(AppendOnly):
    """What fields of an item were before they were changed."""

    item = FencedKey(ChildItem, related_name="revisions")
    version = models.PositiveIntegerField()
    was = models.JSONField()
    changed_by = FencedKey(Worker)
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "item", "version"],
                name="child_item_revision_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.item_id} version {self.version}"


class ChildItemFile(AppendOnly):
    """A photograph of what a child drew on paper, or a recording of the child."""

    class Kind(models.TextChoices):
        PAPER = "paper", "A drawing on paper"
        SOUND = "sound", "A recording"

    item = FencedKey(ChildItem, related_name="files")
    kind = models.CharField(max_length=5, choices=Kind)
    file = FencedKey("platform.StoredFile")
    alt_text = models.CharField(max_length=500, blank=True)
    seconds = models.PositiveSmallIntegerField(null=True)
    added_by = FencedKey(Worker)
    added_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "file"], name="child_item_file_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} of {self.item_id}"
