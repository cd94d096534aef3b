"""The family's record: who is in it, what service they have, who works with them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from kinfold.platform.models import AuthorityOwned, FencedKey, Team, Worker
from kinfold.records.models.person import Person


class Family(AuthorityOwned):
    """The record of one family's time with children's services (the case).

    `reference` is made by chance, so that it tells nothing about how many there are.
    """

    name = models.CharField(max_length=200)
    sort_key = models.CharField(max_length=200, blank=True)
    reference = models.CharField(max_length=20)
    opened_on = models.DateField()
    closed_on = models.DateField(null=True)
    is_restricted = models.BooleanField(default=False)
    is_synthetic = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(db_default=Now())

    class Meta:
        verbose_name_plural = "families"
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "reference"], name="family_reference_once"
            ),
            models.CheckConstraint(
                name="family_closed_after_opened",
                condition=Q(closed_on=None) | Q(closed_on__gte=F("opened_on")),
            ),
        ]
        indexes = [
            models.Index(
                fields=["authority", "closed_on", "sort_key"], name="family_by_name"
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_closed(self) -> bool:
        return self.closed_on is not None


class FamilyMember(AuthorityOwned):
    """A person's part in a family's record."""

    class Part(models.TextChoices):
        CHILD = "child", "Child"
        UNBORN = "unborn", "Unborn baby"
        ADULT = "adult", "Adult"
        NETWORK = "network", "Somebody else who matters"

    family = FencedKey(Family, related_name="members")
    person = FencedKey(Person, related_name="memberships")
    part = models.CharField(max_length=8, choices=Part)
    joined_on = models.DateField(null=True)
    left_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "family", "person"], name="family_member_once"
            ),
            models.CheckConstraint(
                name="family_member_left_after_joined",
                condition=Q(left_on=None)
                | Q(joined_on=None)
                | Q(left_on__gte=F("joined_on")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} in {self.family_id}"

    @property
    def age_order(self) -> tuple[date, str]:
        """The eldest first; whose birth is not known stands last."""
        return self.person.born_earliest_on or date.max, self.person.sort_key


class ServiceStatus(AuthorityOwned):
    """A child has one kind of service from one day to another.

    Kept per child, because brothers and sisters differ; the family's headline is the
    most protective one that is running. Two may run together: a looked-after child can
    have a child protection plan. Nothing running is a closed child.
    """

    class Status(models.TextChoices):
        """In order: later ones are more protective and make the headline."""

        CARE_LEAVER = "care_leaver", "Care leaver"
        EARLY_HELP = "early_help", "Early help"
        CHILD_IN_NEED = "child_in_need", "Child in need"
        CHILD_PROTECTION = "child_protection", "Child protection plan"
        LOOKED_AFTER = "looked_after", "Looked after"

    family = FencedKey(Family, related_name="statuses")
    child = FencedKey(Person, related_name="statuses")
    status = models.CharField(max_length=20, choices=Status)
    started_on = models.DateField()
    ended_on = models.DateField(null=True)
    end_reason = models.CharField(max_length=255, blank=True)
    recorded_by = FencedKey(Worker, null=True)
    recorded_at = models.DateTimeField(db_default=Now())
    source = models.CharField(max_length=120, blank=True)

    class Meta:
        verbose_name_plural = "service statuses"
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "child", "family", "status"],
                condition=Q(ended_on=None),
                name="service_status_running_once",
            ),
            models.UniqueConstraint(
                fields=["authority", "source"],
                condition=~Q(source=""),
                name="service_status_source_once",
            ),
            models.CheckConstraint(
                name="service_status_ends_after_start",
                condition=Q(ended_on=None) | Q(ended_on__gte=F("started_on")),
            ),
        ]

    def __str__(self) -> str:
        return self.get_status_display()


def headline(statuses: Iterable[str]) -> tuple[str, ...]:
    """The statuses in order, the most protective first."""
    order = list(ServiceStatus.Status.values)
    return tuple(sorted(set(statuses), key=order.index, reverse=True))


class Allocation(AuthorityOwned):
    """A family's record is with a team, and with a worker of it, from day to day.

    A change is a new row; the running one has no end.
    """

    family = FencedKey(Family, related_name="allocations")
    team = FencedKey(Team, null=True)
    worker = FencedKey(Worker, null=True)
    started_on = models.DateField()
    ended_on = models.DateField(null=True)
    allocated_by = FencedKey(Worker, null=True)
    allocated_at = models.DateTimeField(db_default=Now())
    source = models.CharField(max_length=120, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "family"],
                condition=Q(ended_on=None),
                name="allocation_running_once",
            ),
            models.UniqueConstraint(
                fields=["authority", "source"],
                condition=~Q(source=""),
                name="allocation_source_once",
            ),
            models.CheckConstraint(
                name="allocation_is_to_somebody",
                condition=Q(team__isnull=False) | Q(worker__isnull=False),
            ),
            models.CheckConstraint(
                name="allocation_ends_after_start",
                condition=Q(ended_on=None) | Q(ended_on__gte=F("started_on")),
            ),
        ]
        indexes = [
            models.Index(
                fields=["authority", "worker", "ended_on"], name="allocation_by_worker"
            ),
            models.Index(
                fields=["authority", "team", "ended_on"], name="allocation_by_team"
            ),
            models.Index(
                fields=["authority", "family", "ended_on"], name="allocation_by_family"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.family_id} with {self.worker_id or self.team_id}"
