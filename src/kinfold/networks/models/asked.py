"""Asking for the network, of which children, and what was answered."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from kinfold.platform.models import AppendOnly, FencedKey, Worker
from kinfold_core.people.relationships import Side


class NetworkAsk(AppendOnly):
    """Somebody was asked who could stand by the child, and this is what they said.

    "Nobody" is an answer too, with what we know and how we tried. The first of these
    is the day the family was first asked for its network. Of which children it was is
    `AskedChild`; one of none was written before that was kept, and stands for all.
    """

    class About(models.TextChoices):
        MATERNAL = Side.MATERNAL.value, "Mother's side"
        PATERNAL = Side.PATERNAL.value, "Father's side"
        BOTH = Side.BOTH.value, "Everybody, both sides"

    family = FencedKey("records.Family")
    side = models.CharField(max_length=8, choices=About)
    asked_on = models.DateField()
    asked_person = FencedKey("records.Person", null=True)
    asked_worker = FencedKey(Worker, null=True)
    asked_name = models.CharField(max_length=200)
    answer = models.TextField()
    recorded_by = FencedKey(Worker)
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="network_ask_has_whom_and_answer",
                condition=~Q(asked_name="") & ~Q(answer=""),
            )
        ]
        indexes = [
            models.Index(
                fields=["authority", "family", "asked_on"],
                name="network_ask_by_family",
            )
        ]

    def __str__(self) -> str:
        return f"{self.asked_name}, {self.asked_on}"


class AskedChild(AppendOnly):
    """One of the family's children whose side somebody was asked about."""

    ask = FencedKey(NetworkAsk, related_name="asked_children")
    child = FencedKey("records.Person")

    class Meta:
        verbose_name_plural = "asked children"
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "ask", "child"], name="asked_child_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.ask_id} of {self.child_id}"
