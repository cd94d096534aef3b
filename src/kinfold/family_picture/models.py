"""Lines of an ecomap: what ties somebody to the household, as it was said on a day."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from kinfold.networks.models import NetworkMember
from kinfold.platform.models import AppendOnly, FencedKey, Worker
from kinfold_core.genogram.ecomap import HELP_WORDS, TIE_WORDS, Help, Tie


class SupportLine(AppendOnly):
    """How strong the tie of the household to one person or service is, on a day.

    The newest row of each is the line that is drawn; the others are its history. A
    person is one of the network; a service, school or group is called by `name`.
    """

    family = FencedKey("records.Family")
    member = FencedKey(NetworkMember, null=True)
    name = models.CharField(max_length=200, blank=True)
    tie = models.CharField(
        max_length=8, choices=[(one.value, TIE_WORDS[one]) for one in Tie if one]
    )
    help_way = models.CharField(
        max_length=4,
        blank=True,
        choices=[(one.value, HELP_WORDS[one]) for one in Help if one],
    )
    said_by = models.CharField(max_length=200)
    said_on = models.DateField()
    recorded_by = FencedKey(Worker)
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="support_line_is_of_one",
                condition=Q(member=None) & ~Q(name="")
                | Q(member__isnull=False, name=""),
            ),
            models.CheckConstraint(
                name="support_line_has_who_said", condition=~Q(said_by="")
            ),
        ]
        indexes = [
            models.Index(
                fields=["authority", "family", "said_on"],
                name="support_line_by_family",
            )
        ]

    def __str__(self) -> str:
        return f"{self.name or self.member_id}: {self.tie}"
