"""What the rows of Family Finding have in common, and the laws they share."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from kinfold.platform.models import AppendOnly, FencedKey, Worker
from kinfold_core.people.relationships import Side

SIDES = [(side.value, side.label) for side in Side]


class Recorded(AppendOnly):
    """A row that is added once, with who wrote it and when."""

    recorded_by = FencedKey(Worker)
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"


def says(name: str, *fields: str, **more: object) -> models.CheckConstraint:
    """The law that none of these is empty, and what else must be so."""
    law = Q(**more)
    for field in fields:
        law &= ~Q(**{field: ""})
    return models.CheckConstraint(name=name, condition=law)


def in_order(name: str, *fields: str) -> models.Index:
    """The index by which the rows of one owner are read in their order."""
    return models.Index(name=name, fields=["authority", *fields])
