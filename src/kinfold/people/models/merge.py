"""Two records found to be one person, and the way back."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from kinfold.platform.models import AuthorityOwned, FencedKey, Worker
from kinfold.records.models.person import Person


class PersonMerge(AuthorityOwned):
    """`merged` was found to be `kept`.

    Nothing is deleted: rows that hung on `merged` were moved, and `moved` says which,
    as [{"table", "id", "before": {column: value}, "after": {...}}]; those that could
    not be (both were in one family already) stay where they were. `before` holds the
    kept person's own values that changed. So it can be undone exactly.
    """

    kept = FencedKey(Person, related_name="merges")
    merged = FencedKey(Person, related_name="merged_away")
    reason = models.CharField(max_length=500)
    moved = models.JSONField(default=list)
    before = models.JSONField(default=dict)
    made_name_id = models.UUIDField(null=True)
    merged_by = FencedKey(Worker, null=True)
    merged_at = models.DateTimeField(db_default=Now())
    undone_by = FencedKey(Worker, null=True)
    undone_at = models.DateTimeField(null=True)
    undone_reason = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="person_merge_of_two", condition=~Q(kept=F("merged"))
            ),
            models.UniqueConstraint(
                fields=["authority", "merged"],
                condition=Q(undone_at=None),
                name="person_merge_standing_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.merged_id} into {self.kept_id}"
