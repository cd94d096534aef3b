"""What 0 and 10 were said to mean on a scale beside that of safety, each time."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from kinfold.platform.models import AppendOnly, FencedKey, Worker


class ScaleWording(AppendOnly):
    """The ends of a scale as they were written once. The newest stand on the scale.

    The ends that Kinfold asks with are version 0 and have no row. Those of the scale
    of safety change with their set, and are kept in its revisions.
    """

    scale = FencedKey("practice.SafetyScale", related_name="wordings")
    version = models.PositiveIntegerField()
    anchor_0 = models.TextField()
    anchor_10 = models.TextField()
    reached_when = models.CharField(max_length=300, blank=True)
    changed_by = FencedKey(Worker)
    changed_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "scale", "version"], name="scale_wording_once"
            ),
            models.CheckConstraint(
                name="scale_wording_says_both_ends",
                condition=~Q(anchor_0="") & ~Q(anchor_10="") & Q(version__gte=1),
            ),
        ]

    def __str__(self) -> str:
        return f"0: {self.anchor_0[:30]}, 10: {self.anchor_10[:30]}"
