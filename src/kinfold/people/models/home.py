"""Where people live, with whom, and when."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from kinfold.platform.models import AuthorityOwned, FencedKey
from kinfold.records.models.family import Family
from kinfold.records.models.person import Person


class Address(AuthorityOwned):
    """A place. A hidden one is kept sealed and never shared between people's rows.

    `sealed` holds lines, postcode and UPRN encrypted; the plain columns of a hidden
    address are empty, so no list, search or export can show it by mistake.
    """

    lines = models.CharField(max_length=500, blank=True)
    postcode = models.CharField(max_length=10, blank=True)
    uprn = models.CharField(max_length=12, blank=True)
    address_key = models.CharField(max_length=200, blank=True)
    is_hidden = models.BooleanField(default=False)
    sealed = models.BinaryField(null=True)

    class Meta:
        verbose_name_plural = "addresses"
        constraints = [
            models.CheckConstraint(
                name="address_hidden_is_sealed",
                condition=Q(is_hidden=False, sealed=None)
                | Q(
                    is_hidden=True,
                    sealed__isnull=False,
                    lines="",
                    postcode="",
                    uprn="",
                    address_key="",
                ),
            )
        ]
        indexes = [
            models.Index(fields=["authority", "address_key"], name="address_by_key")
        ]

    def __str__(self) -> str:
        if self.is_hidden:
            return "Hidden address"
        return ", ".join(
            part.strip() for part in (*self.lines.splitlines(), self.postcode) if part
        )


class Household(AuthorityOwned):
    """People who live together, as the family names it: "Dad's", "Nan Jo's"."""

    family = FencedKey(Family, related_name="households")
    name = models.CharField(max_length=120)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "family", "name"], name="household_name_once"
            )
        ]

    def __str__(self) -> str:
        return self.name


class Residence(AuthorityOwned):
    """A person lives somewhere from one day to another. A move is a new row."""

    class Kind(models.TextChoices):
        HOME = "home", "Home"
        SECOND_HOME = "second_home", "Second home"
        PLACEMENT = "placement", "Where a child is placed"
        TEMPORARY = "temporary", "Temporary"
        CORRESPONDENCE = "correspondence", "For letters only"

    person = FencedKey(Person, related_name="residences")
    address = FencedKey(Address, related_name="residences")
    household = FencedKey(Household, null=True, related_name="residences")
    kind = models.CharField(max_length=16, choices=Kind, default=Kind.HOME)
    started_on = models.DateField(null=True)
    ended_on = models.DateField(null=True)
    source = models.CharField(max_length=120, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="residence_ends_after_start",
                condition=Q(ended_on=None)
                | Q(started_on=None)
                | Q(ended_on__gte=F("started_on")),
            ),
            models.UniqueConstraint(
                fields=["authority", "source"],
                condition=~Q(source=""),
                name="residence_source_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} at {self.address_id}"
