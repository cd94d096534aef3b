"""Somebody who stands by the child, and what they have been told."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from kinfold.platform.models import AppendOnly, AuthorityOwned, FencedKey, Worker
from kinfold_core.people.relationships import Side
from kinfold_core.practice.network import LEVEL_WORDS
from kinfold_core.practice.plan_written import Who


class NetworkMember(AuthorityOwned):
    """Family, a friend or somebody else close to the children of one family.

    `name` is what people call them; the key says who that is when they are on record.
    Whoever steps back stays readable, with the reason in words that blame nobody.
    """

    class Role(models.TextChoices):
        SAFETY = "safety", "Keeps the children safe"
        SUPPORT = "support", "Helps the grown-ups"
        LIFETIME = "lifetime", "Is there for life"
        CULTURAL = "cultural", "Faith, language or culture"
        NATURAL = "natural", "Knows the children through their work, as a teacher does"

        @classmethod
        def asked(cls) -> list[tuple[str, str]]:
            """Those that are chosen. Being there for life can be closed to somebody as
            a role is (R-NW6); that they are is a step, said once (`staying`)."""
            return [one for one in cls.choices if one[0] != cls.LIFETIME]

    family = FencedKey("records.Family")
    person = FencedKey("records.Person", null=True)
    name = models.CharField(max_length=200)
    relationship = models.CharField(max_length=200, blank=True)
    side = models.CharField(
        max_length=8, blank=True, choices=[(s.value, s.label) for s in Side]
    )
    roles = ArrayField(
        models.CharField(max_length=8, choices=Role), default=list, blank=True
    )
    started_on = models.DateField()
    ended_on = models.DateField(null=True)
    ended_reason = models.CharField(max_length=500, blank=True)
    version = models.PositiveIntegerField(default=1)
    entered_by = FencedKey(Worker)
    entered_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="network_member_has_name", condition=~Q(name="")
            ),
            models.CheckConstraint(
                name="network_member_steps_back_with_reason",
                condition=Q(ended_on=None, ended_reason="")
                | (Q(ended_on__gte=F("started_on")) & ~Q(ended_reason="")),
            ),
        ]
        indexes = [
            models.Index(
                fields=["authority", "family", "ended_on"],
                name="network_member_by_family",
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def as_who(self) -> Who:
        """By every key that is theirs here, to be known again in other rooms."""
        return Who(name=self.name, member_id=self.pk, person_id=self.person_id)


class ConnectedChild(AuthorityOwned):
    """One of the family's children whom somebody of the network is there for.

    What it was before stands in the audit, as with their roles.
    """

    member = FencedKey(NetworkMember, related_name="connected")
    child = FencedKey("records.Person")

    class Meta:
        verbose_name_plural = "connected children"
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "member", "child"], name="connected_child_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.member_id} for {self.child_id}"


class InformedStep(AppendOnly):
    """Somebody was told more: how much, when, how, by whom, and who agreed (I6)."""

    class How(models.TextChoices):
        TOGETHER = "together", "Face to face"
        MEETING = "meeting", "At a meeting of the family and network"
        PHONE = "phone", "By phone or video"
        READ = "read", "They read it themselves"
        FAMILY = "family", "Somebody in the family told them"

    member = FencedKey(NetworkMember, related_name="informed_steps")
    level = models.PositiveSmallIntegerField(
        choices=[(int(level), words) for level, words in LEVEL_WORDS.items()]
    )
    told_on = models.DateField()
    how = models.CharField(max_length=8, choices=How)
    told_by_person = FencedKey("records.Person", null=True)
    told_by_worker = FencedKey(Worker, null=True)
    told_by_name = models.CharField(max_length=200)
    permission = models.CharField(max_length=500)
    recorded_by = FencedKey(Worker)
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="informed_step_on_the_ladder",
                condition=Q(level__gte=1, level__lte=5),
            ),
            models.CheckConstraint(
                name="informed_step_says_who_told_and_who_agreed",
                condition=~Q(told_by_name="") & ~Q(permission=""),
            ),
        ]
        indexes = [
            models.Index(
                fields=["authority", "member", "told_on"],
                name="informed_step_by_member",
            )
        ]

    def __str__(self) -> str:
        return f"{self.member_id}: level {self.level}"


class HeardStatement(AppendOnly):
    """A danger statement heard in one step, in the version it then had (R-SP3, I3)."""

    step = FencedKey(InformedStep, related_name="heard")
    danger = FencedKey("practice.DangerStatement")
    danger_version = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "step", "danger"], name="heard_statement_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.step_id} heard {self.danger_id}"
