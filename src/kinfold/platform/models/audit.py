"""What was read and changed, by whom and why; and the chain that proves it whole."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from kinfold.platform.models.bases import AppendOnly


class AuditEvent(AppendOnly):
    """One look at a person's record, or one change.

    Holds identifiers, not foreign keys, so that it outlives what it describes.
    """

    class Kind(models.TextChoices):
        READ = "read", "Looked at"
        SEARCH = "search", "Searched"
        CHANGE = "change", "Changed"
        ACCESS = "access", "Access given or refused"

    at = models.DateTimeField(db_default=Now())
    kind = models.CharField(max_length=8, choices=Kind)
    action = models.CharField(max_length=100)
    by_user_id = models.BigIntegerField()
    by_worker_id = models.UUIDField(null=True)
    by_name = models.CharField(max_length=200)
    target = models.CharField(max_length=100)
    target_id = models.CharField(max_length=40)
    family_id = models.UUIDField(null=True)
    person_id = models.UUIDField(null=True)
    why = models.CharField(max_length=500, blank=True)
    changes = models.JSONField(default=dict)

    class Meta:
        indexes = [
            models.Index(fields=["authority", "at"], name="audit_by_time"),
            models.Index(
                fields=["authority", "family_id", "at"], name="audit_by_family"
            ),
            models.Index(
                fields=["authority", "person_id", "at"], name="audit_by_person"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.action} {self.target} {self.target_id}"


class AuditLink(AppendOnly):
    """One link of an authority's chain: the hash of an event and of the link before.

    Written by the database alone, when the event's transaction commits; the
    application may only read it. See ADR 4.

    `changed_family_id` is the family whose record the event changed: none for a look,
    and none in links that are older than the column. It is found from the event, so
    the hash does not hold it.
    """

    position = models.BigIntegerField()
    event_id = models.UUIDField()
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)
    changed_family_id = models.UUIDField(null=True)

    class Meta:
        indexes = [
            # the newest change of a family, read from the index alone
            models.Index(
                fields=["authority", "changed_family_id", "position"],
                name="audit_link_by_family",
                condition=Q(changed_family_id__isnull=False),
            )
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "position"], name="audit_link_position_once"
            ),
            models.UniqueConstraint(
                fields=["authority", "event_id"], name="audit_link_event_once"
            ),
        ]

    def __str__(self) -> str:
        return f"link {self.position}"
