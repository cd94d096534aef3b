"""The tree of a child's life, as the child told it on one day. Never changed."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models

from kinfold.family_finding.models import FindingEpisode
from kinfold.family_finding.models.bases import Recorded, in_order
from kinfold.platform.models import FencedKey


def _lines() -> ArrayField[list[str], list[str]]:
    return ArrayField(models.CharField(max_length=200), default=list, blank=True)


class TreeOfLife(Recorded):
    """Seven parts, a line for one thing; a new tree stands beside the one before."""

    episode = FencedKey(FindingEpisode)
    drawn_on = models.DateField()
    roots = _lines()
    ground = _lines()
    trunk = _lines()
    branches = _lines()
    leaves = _lines()
    fruits = _lines()
    storms = _lines()
    child_words = models.TextField(blank=True)

    class Meta:
        indexes = [in_order("tree_of_life_by_episode", "episode", "drawn_on")]
