"""Where people stand around the children, and a child's safety object."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from kinfold.platform.models import AppendOnly, AuthorityOwned, FencedKey, Worker


class CirclePlace(AppendOnly):
    """A parent or child says in which ring somebody stands. Never changed.

    Ring 1 knows everything, 2 a bit, 3 nothing yet; 0 takes them out of the circles.
    """

    family = FencedKey("records.Family")
    person = FencedKey("records.Person", null=True)
    name = models.CharField(max_length=200)
    ring = models.PositiveSmallIntegerField()
    said_person = FencedKey("records.Person", null=True)
    said_name = models.CharField(max_length=200)
    said_on = models.DateField()
    child_wants = models.BooleanField(default=False)
    inward = models.TextField(blank=True)
    says_no = models.TextField(blank=True)
    recorded_by = FencedKey(Worker)
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="circle_place_says_who_and_who_said_it",
                condition=~Q(name="") & ~Q(said_name="") & Q(ring__lte=3),
            )
        ]
        indexes = [
            models.Index(
                fields=["authority", "family", "recorded_at"],
                name="circle_place_by_family",
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} in ring {self.ring}"


class SafetyObject(AuthorityOwned):
    """A thing a child moves to be asked alone. A newer one here ends it.

    What another family keeps of the same child stays there, and is told nowhere.
    """

    family = FencedKey("records.Family")
    child = FencedKey("records.Person")
    child_name = models.CharField(max_length=200)
    thing = models.CharField(max_length=200)
    place = models.CharField(max_length=200)
    how_often = models.CharField(max_length=200)
    what_they_do = models.TextField()
    agreed_on = models.DateField()
    ended_on = models.DateField(null=True)
    written_by = FencedKey(Worker)
    written_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "family", "child"],
                condition=Q(ended_on=None),
                name="safety_object_one_of_a_child_here",
            ),
            models.CheckConstraint(
                name="safety_object_in_words",
                condition=~Q(thing="") & ~Q(place="") & ~Q(what_they_do=""),
            ),
            models.CheckConstraint(
                name="safety_object_ends_after_it_was_agreed",
                condition=Q(ended_on=None) | Q(ended_on__gte=F("agreed_on")),
            ),
        ]
        indexes = [
            models.Index(
                fields=["authority", "family", "agreed_on"],
                name="safety_object_by_family",
            )
        ]

    def __str__(self) -> str:
        return f"Safety object of {self.child_id}"


class SafetyObjectLooker(AppendOnly):
    """Somebody of the network who looks whether it has been moved."""

    kept = FencedKey(SafetyObject, related_name="lookers")
    member = FencedKey("networks.NetworkMember")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "kept", "member"],
                name="safety_object_looker_once",
            )
        ]

    def __str__(self) -> str:
        return str(self.member_id)


class SafetyObjectKeptFrom(AppendOnly):
    """Somebody who must never hear of it."""

    kept = FencedKey(SafetyObject, related_name="kept_from")
    person = FencedKey("records.Person", null=True)
    name = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="safety_object_kept_from_somebody", condition=~Q(name="")
            )
        ]

    def __str__(self) -> str:
        return str(self.pk)


class SafetyObjectTry(AppendOnly):
    """It was tried out: did somebody see it, and ask?"""

    class Worked(models.TextChoices):
        YES = "yes", "Yes: somebody saw it, and asked the child alone"
        PARTLY = "partly", "Partly"
        NO = "no", "No"

    kept = FencedKey(SafetyObject, related_name="tries")
    tried_on = models.DateField()
    worked = models.CharField(max_length=6, choices=Worked)
    what_happened = models.TextField()
    recorded_by = FencedKey(Worker)
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        verbose_name_plural = "safety object tries"
        constraints = [
            models.CheckConstraint(
                name="safety_object_try_in_words", condition=~Q(what_happened="")
            )
        ]

    def __str__(self) -> str:
        return f"{self.kept_id}, {self.tried_on}"
