"""Those who stay for life, and whether they are still there."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from kinfold.family_finding.models.bases import Recorded, in_order, says
from kinfold.family_finding.models.people import FoundPerson
from kinfold.platform.models import FencedKey


class LifetimeMember(Recorded):
    """Somebody stays for life: how often, in a crisis, and when the child grows up."""

    found = FencedKey(FoundPerson, related_name="lifetimes")
    words = models.TextField()
    rhythm = models.CharField(max_length=500)
    crisis = models.TextField(blank=True)
    transition = models.TextField(blank=True)
    agreed_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "found"], name="lifetime_member_once"
            ),
            says("lifetime_member_says_it_and_how_often", "words", "rhythm"),
        ]


class LifetimeAnswer(Recorded):
    """What somebody said after 3, 6 or 12 months. The newest of each month holds."""

    lifetime = FencedKey(LifetimeMember, related_name="answers")
    month = models.PositiveSmallIntegerField(choices=[(3, "3"), (6, "6"), (12, "12")])
    is_active = models.BooleanField()
    words = models.TextField()
    asked_on = models.DateField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="lifetime_answer_in_their_words",
                condition=~Q(words="") & Q(month__in=[3, 6, 12]),
            )
        ]
        indexes = [in_order("lifetime_answer_by_member", "lifetime", "month")]
