"""Where the child lived and who was there; who is connected to the child, and how.

Each is a dated picture that is never changed: a new one stands beside it. They are
made and shown in `belonging`, and kept here, for the steps are counted from them.
"""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from kinfold.family_finding.models.bases import SIDES, Recorded, in_order, says
from kinfold.family_finding.models.episode import FindingEpisode
from kinfold.platform.models import AppendOnly, FencedKey
from kinfold_core.practice.family_finding.said import MARKS
from kinfold_core.practice.family_finding.words import (
    Felt,
    Generation,
    Moment,
    Often,
    Tie,
    Whereabouts,
)


class MobilityMap(Recorded):
    """The places a child lived, as the child told them, and what the child needs most.

    `needs` holds at most five, the most important first.
    """

    episode = FencedKey(FindingEpisode, related_name="mobility_maps")
    drawn_on = models.DateField()
    child_words = models.TextField(blank=True)
    needs = ArrayField(models.CharField(max_length=200), default=list, size=5)

    class Meta:
        indexes = [in_order("mobility_map_by_episode", "episode", "drawn_on")]


class MobilityPlace(AppendOnly):
    """One place, in the order the child lived there."""

    drawn = FencedKey(MobilityMap, related_name="places")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=200)
    when = models.CharField(max_length=200, blank=True)
    felt = models.CharField(max_length=5, blank=True, choices=Felt.choices())

    class Meta:
        constraints = [
            says("mobility_place_has_name", "name"),
            models.UniqueConstraint(
                fields=["authority", "drawn", "position"],
                name="mobility_place_one_at_a_position",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class MobilityPerson(AppendOnly):
    """Somebody who was there, with the child's own marks."""

    place = FencedKey(MobilityPlace, related_name="people")
    name = models.CharField(max_length=200)
    mark = models.CharField(max_length=6, choices=list(MARKS.items()), blank=True)
    wants_contact = models.BooleanField(default=False)

    class Meta:
        constraints = [says("mobility_person_has_name", "name")]

    def __str__(self) -> str:
        return self.name


class ConnectionMap(Recorded):
    """Everybody the child is connected to on one day, as the child sees it."""

    episode = FencedKey(FindingEpisode, related_name="connection_maps")
    moment = models.CharField(max_length=6, choices=Moment.choices())
    drawn_on = models.DateField()
    child_words = models.TextField(blank=True)

    class Meta:
        indexes = [in_order("connection_map_by_episode", "episode", "drawn_on")]


class Connection(AppendOnly):
    """What joins one person to the child. `strength` is 0, broken, to 3, strong."""

    drawn = FencedKey(ConnectionMap, related_name="connections")
    name = models.CharField(max_length=200)
    tie = models.CharField(max_length=6, choices=Tie.choices())
    strength = models.PositiveSmallIntegerField()
    often = models.CharField(max_length=9, choices=Often.choices())
    where = models.CharField(max_length=6, blank=True, choices=Whereabouts.choices())
    wish = models.TextField(blank=True)
    side = models.CharField(max_length=8, blank=True, choices=SIDES)
    generation = models.CharField(
        max_length=2, blank=True, choices=Generation.choices()
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="connection_has_name_and_strength",
                condition=~Q(name="") & Q(strength__lte=3),
            )
        ]

    def __str__(self) -> str:
        return self.name
