"""A way of looking at the board that a worker wants to come back to."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from kinfold.platform.models import AuthorityOwned, FencedKey, Worker


class SavedView(AuthorityOwned):
    """Choices on the whiteboard under a name. One worker's own; nobody else sees it."""

    worker = FencedKey(Worker)
    name = models.CharField(max_length=80)
    query = models.CharField(max_length=500, blank=True)
    saved_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "worker", "name"], name="saved_view_once"
            ),
            models.CheckConstraint(name="saved_view_has_name", condition=~Q(name="")),
        ]

    def __str__(self) -> str:
        return self.name
