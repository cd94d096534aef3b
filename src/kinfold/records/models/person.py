"""A person: what they are called, when they were born, how to speak with them."""

from __future__ import annotations

from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from kinfold.platform.models import AuthorityOwned, FencedKey
from kinfold_core.people.dates import FuzzyDate, unborn_name
from kinfold_core.people.likeness import Sex as CoreSex

LOST_NAME = "Baby, not born alive"


class Person(AuthorityOwned):
    """A child, an unborn baby or an adult, once per authority.

    A date of birth is the earliest and the latest day it can have been, so that
    "about 2015" and "March 2017" are kept as they are known and an exact date is both
    ends the same. An unborn baby has no date of birth and, when known, a due date; one
    who `is_lost` was not born alive. `has_died` says so where nobody knows the day.
    """

    class Sex(models.TextChoices):
        """As recorded by whoever knows; used for words such as mother and son."""

        FEMALE = CoreSex.FEMALE.value, "Female"
        MALE = CoreSex.MALE.value, "Male"
        INTERSEX = CoreSex.INTERSEX.value, "Intersex"
        UNKNOWN = CoreSex.UNKNOWN.value, "Not recorded"

    given_names = models.CharField(max_length=200, blank=True)
    family_name = models.CharField(max_length=200, blank=True)
    known_as = models.CharField(max_length=200, blank=True)
    sort_key = models.CharField(max_length=420, blank=True)
    sex = models.CharField(max_length=8, choices=Sex, default=Sex.UNKNOWN)
    born_earliest_on = models.DateField(null=True)
    born_latest_on = models.DateField(null=True)
    is_birth_about = models.BooleanField(default=False)
    is_unborn = models.BooleanField(default=False)
    due_on = models.DateField(null=True)
    is_lost = models.BooleanField(default=False)
    has_died = models.BooleanField(default=False)
    died_on = models.DateField(null=True)
    ethnicity_code = models.CharField(max_length=8, blank=True)
    languages = ArrayField(models.CharField(max_length=60), default=list, blank=True)
    is_interpreter_needed = models.BooleanField(default=False)
    communication_needs = models.CharField(max_length=1000, blank=True)
    is_synthetic = models.BooleanField(default=False)
    merged_into = FencedKey("records.Person", null=True)
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(db_default=Now())

    class Meta:
        verbose_name_plural = "people"
        constraints = [
            models.CheckConstraint(
                name="person_birth_both_ends",
                condition=Q(born_earliest_on=None, born_latest_on=None)
                | Q(
                    # one end alone would make the comparison unknown, which passes
                    born_earliest_on__isnull=False,
                    born_latest_on__isnull=False,
                    born_earliest_on__lte=F("born_latest_on"),
                ),
            ),
            models.CheckConstraint(
                name="person_unborn_has_no_birth",
                condition=Q(is_unborn=False)
                | Q(born_earliest_on=None, died_on=None, has_died=False),
            ),
            models.CheckConstraint(
                name="person_lost_was_unborn",
                condition=Q(is_lost=False) | Q(is_unborn=True),
            ),
            models.CheckConstraint(
                name="person_died_after_birth",
                condition=Q(died_on=None)
                | Q(born_earliest_on=None)
                | Q(died_on__gte=F("born_earliest_on")),
            ),
            models.CheckConstraint(
                name="person_not_merged_into_self",
                condition=Q(merged_into=None) | ~Q(merged_into=F("id")),
            ),
        ]
        indexes = [
            models.Index(fields=["authority", "sort_key"], name="person_by_name"),
            models.Index(
                fields=["authority", "born_earliest_on"], name="person_by_birth"
            ),
        ]

    def __str__(self) -> str:
        return self.full_name

    @property
    def full_name(self) -> str:
        """What to call them in full: the name they use, then the family's."""
        first = self.known_as or self.given_names
        if self.is_lost and not first:
            first = LOST_NAME
        elif self.is_unborn and not first:
            first = "Baby" if self.family_name else unborn_name(self.due_on)
        return f"{first} {self.family_name}".strip() or "Name not known"

    @property
    def short_name(self) -> str:
        """What to call them in a sentence."""
        given = self.known_as or self.given_names.split(" ")[0]
        if given or not self.is_unborn:
            return given or self.full_name
        return LOST_NAME if self.is_lost else unborn_name(self.due_on)

    @property
    def is_dead(self) -> bool:
        """Whether they have died, on a known day or not."""
        return self.has_died or self.died_on is not None

    @property
    def standing_id(self) -> UUID:
        """The record this person has now: that which theirs was joined with, if any."""
        standing: UUID = self.merged_into_id or self.pk
        return standing

    @property
    def born(self) -> FuzzyDate | None:
        if self.born_earliest_on is None or self.born_latest_on is None:
            return None
        return FuzzyDate(
            self.born_earliest_on, self.born_latest_on, self.is_birth_about
        )
