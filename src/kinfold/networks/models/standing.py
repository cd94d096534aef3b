"""Where somebody stands, which role is closed to them, and what is known of them."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from kinfold.networks.models.member import NetworkMember
from kinfold.platform.models import AppendOnly, FencedKey, Worker
from kinfold_core.practice.standing_by import (
    FOUND_VIA,
    RECORDED,
    STAND_WORDS,
    VIEWS,
)


class MemberStep(AppendOnly):
    """One step of somebody on the way to being there, that nothing else tells."""

    member = FencedKey(NetworkMember, related_name="steps")
    stand = models.CharField(
        max_length=12, choices=[(one.value, STAND_WORDS[one]) for one in RECORDED]
    )
    happened_on = models.DateField()
    basis = models.CharField(max_length=500)
    said_by_name = models.CharField(max_length=200)
    said_by_person = FencedKey("records.Person", null=True)
    said_by_worker = FencedKey(Worker, null=True)
    recorded_by = FencedKey(Worker)
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="member_step_says_who_and_why",
                condition=~Q(basis="") & ~Q(said_by_name=""),
            )
        ]

    def __str__(self) -> str:
        return f"{self.stand}, {self.happened_on}"


class RoleClosed(AppendOnly):
    """One role is closed to somebody for now: never the person (R-NW6).

    Looking at it again and keeping it closed is a new row, with a new day.
    """

    member = FencedKey(NetworkMember, related_name="closed_roles")
    role = models.CharField(max_length=8, choices=NetworkMember.Role)
    reason = models.CharField(max_length=500)
    instead = models.CharField(max_length=8, choices=NetworkMember.Role, blank=True)
    decided_by_name = models.CharField(max_length=200)
    decided_by_person = FencedKey("records.Person", null=True)
    decided_by_worker = FencedKey(Worker, null=True)
    decided_on = models.DateField()
    review_on = models.DateField()
    recorded_by = FencedKey(Worker)
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="role_closed_says_who_and_why",
                condition=~Q(reason="") & ~Q(decided_by_name=""),
            ),
            models.CheckConstraint(
                name="role_closed_is_looked_at_again",
                condition=Q(review_on__gt=F("decided_on")),
            ),
            models.CheckConstraint(
                name="role_closed_is_not_offered_instead",
                condition=~Q(instead=F("role")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role} closed until {self.review_on}"


class RoleLookedAt(AppendOnly):
    """A closed role was looked at again: it is open now, or `kept` is how it stays."""

    closed = FencedKey(RoleClosed, related_name="looks")
    kept = FencedKey(RoleClosed, null=True)
    reason = models.CharField(max_length=500)
    decided_by_name = models.CharField(max_length=200)
    decided_by_person = FencedKey("records.Person", null=True)
    decided_by_worker = FencedKey(Worker, null=True)
    looked_on = models.DateField()
    recorded_by = FencedKey(Worker)
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "closed"], name="role_looked_at_once"
            ),
            models.CheckConstraint(
                name="role_looked_at_says_who_and_why",
                condition=~Q(reason="") & ~Q(decided_by_name=""),
            ),
        ]

    def __str__(self) -> str:
        return f"looked at, {self.looked_on}"


class TimeAway(AppendOnly):
    """Somebody had stepped back and is there again: since when they were not, and why.

    While they are away it stands with the member.
    """

    member = FencedKey(NetworkMember, related_name="times_away")
    away_since = models.DateField()
    reason = models.CharField(max_length=500)
    recorded_by = FencedKey(Worker)
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        verbose_name_plural = "times away"
        constraints = [
            models.CheckConstraint(name="time_away_says_why", condition=~Q(reason=""))
        ]

    def __str__(self) -> str:
        return f"away since {self.away_since}"


class OtherDisclosure(AppendOnly):
    """Something given or told that is no step of the ladder: a copy, a message."""

    member = FencedKey(NetworkMember, related_name="disclosures")
    what = models.CharField(max_length=500)
    told_on = models.DateField()
    told_by_name = models.CharField(max_length=200)
    told_by_person = FencedKey("records.Person", null=True)
    told_by_worker = FencedKey(Worker, null=True)
    permission = models.CharField(max_length=500)
    recorded_by = FencedKey(Worker)
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="other_disclosure_says_what_who_and_ground",
                condition=~Q(what="") & ~Q(told_by_name="") & ~Q(permission=""),
            )
        ]

    def __str__(self) -> str:
        return self.what[:60]


class MemberView(AppendOnly):
    """What a child wishes, or a parent thinks, about somebody being there.

    `may_know`: a child agreed that the family and the network learn of it.
    """

    member = FencedKey(NetworkMember, related_name="views")
    said_by_name = models.CharField(max_length=200)
    said_by_person = FencedKey("records.Person", null=True)
    is_child = models.BooleanField(default=False)
    view = models.CharField(
        max_length=6, choices=[(key, words) for key, words in VIEWS.items()]
    )
    words = models.TextField(blank=True)
    may_know = models.BooleanField(default=False)
    said_on = models.DateField()
    recorded_by = FencedKey(Worker)
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="member_view_says_who", condition=~Q(said_by_name="")
            )
        ]

    def __str__(self) -> str:
        return f"{self.said_by_name}: {self.view}"


class MemberAbout(AppendOnly):
    """What is known of somebody: the newest row stands, the older ones stay."""

    member = FencedKey(NetworkMember, related_name="abouts")
    found_via = models.CharField(max_length=10, choices=FOUND_VIA, blank=True)
    free_when = models.CharField(max_length=500, blank=True)
    how_far = models.CharField(max_length=200, blank=True)
    reached_by = models.CharField(max_length=200, blank=True)
    languages = models.CharField(max_length=200, blank=True)
    needs = models.CharField(max_length=500, blank=True)
    checks = models.CharField(max_length=500, blank=True)
    not_with = models.CharField(max_length=500, blank=True)
    recorded_by = FencedKey(Worker)
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        indexes = [
            models.Index(
                fields=["authority", "member", "recorded_at"],
                name="member_about_by_member",
            )
        ]

    def __str__(self) -> str:
        return f"About {self.member_id}"
