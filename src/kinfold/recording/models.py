"""What writing costs: minutes and words typed again, never the words."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from kinfold.platform.models import AuthorityOwned, FencedKey, Worker


class RecordingTime(AuthorityOwned):
    """One worker's day with one kind of thing in one document.

    `document` and `kind` are the names of the room and of the page, so that nothing
    here says which family was written about. `retyped_count` counts boxes whose words
    stood elsewhere in that family's record already.
    """

    worker = FencedKey(Worker)
    day = models.DateField()
    document = models.CharField(max_length=40)
    kind = models.CharField(max_length=60)
    seconds = models.PositiveIntegerField(default=0)
    save_count = models.PositiveIntegerField(default=0)
    retyped_count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "worker", "day", "document", "kind"],
                name="recording_time_once_a_day",
            ),
            models.CheckConstraint(
                name="recording_time_fits_in_a_day", condition=Q(seconds__lte=86_400)
            ),
        ]
        indexes = [models.Index(fields=["authority", "day"], name="recording_by_day")]

    def __str__(self) -> str:
        return f"{self.document} {self.kind} on {self.day}"
