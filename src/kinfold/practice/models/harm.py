"""The harm matrix: the first time, the worst and the last, child by child."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from kinfold.platform.models import AuthorityOwned, FencedKey
from kinfold.practice.models.entry import MapEntry


class HarmMoment(AuthorityOwned):
    """One column of the matrix: what was done, how bad, how often, what it did."""

    class Moment(models.TextChoices):
        FIRST = "first", "The first time"
        WORST = "worst", "The worst time"
        RECENT = "recent", "The last time"

    entry = FencedKey(MapEntry, related_name="moments")
    moment = models.CharField(max_length=6, choices=Moment)
    behaviour = models.TextField(blank=True)
    severity = models.TextField(blank=True)
    incidence = models.TextField(blank=True)
    impact = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "entry", "moment"], name="harm_moment_once"
            ),
            models.CheckConstraint(
                name="harm_moment_has_words",
                condition=~Q(behaviour="", severity="", incidence="", impact=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_moment_display()}: {self.behaviour[:40]}"


class HarmedChild(AuthorityOwned):
    """A child whom a harm was done to. Children stay separate."""

    entry = FencedKey(MapEntry, related_name="harmed_children")
    child = FencedKey("records.Person")
    child_name = models.CharField(max_length=200)

    class Meta:
        verbose_name_plural = "harmed children"
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "entry", "child"], name="harmed_child_once"
            )
        ]

    def __str__(self) -> str:
        return self.child_name
