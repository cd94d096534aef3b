"""Who wrote a row of a programme: a member, or somebody of one of its authorities."""

from __future__ import annotations

from typing import TypedDict

from django.db import models
from django.db.models.functions import Now

from kinfold.platform.viewer import Viewer


class SaidBy(models.Model):
    """By name and place as they were: a member of a programme is nobody's worker."""

    by_user_id = models.BigIntegerField()
    by_name = models.CharField(max_length=200)
    by_place = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField(db_default=Now())

    class Meta:
        abstract = True


class Said(TypedDict):
    by_user_id: int
    by_name: str
    by_place: str


def said_by(viewer: Viewer) -> Said:
    """The columns of `SaidBy` that the viewer fills."""
    return Said(
        by_user_id=viewer.user_id, by_name=viewer.name, by_place=viewer.place_name
    )
