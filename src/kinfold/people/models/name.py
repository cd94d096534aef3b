"""Other names that somebody has or had, and the keys they are found under."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from kinfold.platform.models import AuthorityOwned, FencedKey
from kinfold.records.models import Person


class PersonName(AuthorityOwned):
    """Another name somebody has or had, and when. The one in use is on `Person`."""

    class Kind(models.TextChoices):
        LEGAL = "legal", "Legal name"
        KNOWN_AS = "known_as", "Known as"
        PREVIOUS = "previous", "Earlier name"
        MAIDEN = "maiden", "Name before marriage"
        NICKNAME = "nickname", "Nickname"
        OTHER_RECORD = "other_record", "Name on a record now joined with this one"

    person = FencedKey(Person, related_name="names")
    kind = models.CharField(max_length=12, choices=Kind)
    given_names = models.CharField(max_length=200, blank=True)
    family_name = models.CharField(max_length=200, blank=True)
    started_on = models.DateField(null=True)
    ended_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="person_name_not_empty",
                condition=~Q(given_names="", family_name=""),
            ),
            models.CheckConstraint(
                name="person_name_ends_after_start",
                condition=Q(ended_on=None)
                | Q(started_on=None)
                | Q(ended_on__gte=F("started_on")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.given_names} {self.family_name}".strip()


class NameKey(AuthorityOwned):
    """One way to find a person by name, compared with =, >= and < only.

    Row-level security lets the planner use no cleverer operator on an index (ADR 3).
    Made by `kinfold.people.keys`; never written by hand.
    """

    class Kind(models.TextChoices):
        WORD = "w", "A word of a name, plain letters"
        SOUND = "s", "How a word sounds"
        GROUP = "g", "The name that a short form stands for"

    person = FencedKey(Person, related_name="name_keys")
    kind = models.CharField(max_length=1, choices=Kind)
    key = models.CharField(max_length=100)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "kind", "key", "person"], name="name_key_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind}:{self.key}"
