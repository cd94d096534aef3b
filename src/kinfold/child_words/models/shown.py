"""Who was shown a child's words, on which paper."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from kinfold.child_tools.models import ChildItem
from kinfold.platform.models import AppendOnly, FencedKey, Worker


class ItemShown(AppendOnly):
    """One thing that a child said was on the paper that somebody was given.

    `was_whole`: as the child said it; else only what was decided to be told of it.
    """

    item = FencedKey(ChildItem, related_name="showings")
    name = models.CharField(max_length=200)
    person = FencedKey("records.Person", null=True)
    member = FencedKey("networks.NetworkMember", null=True)
    was_whole = models.BooleanField()
    shown_on = models.DateField()
    recorded_by = FencedKey(Worker)
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        verbose_name_plural = "items shown"
        constraints = [
            models.CheckConstraint(name="item_shown_to_somebody", condition=~Q(name=""))
        ]
        indexes = [
            models.Index(fields=["authority", "item"], name="item_shown_by_item")
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.shown_on}"
