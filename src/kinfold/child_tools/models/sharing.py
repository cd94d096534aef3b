"""Who may see an item: the child's choices, and when adults told in spite of one."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from kinfold.child_tools.models.item import ChildItem
from kinfold.platform.models import AppendOnly, FencedKey, Worker
from kinfold_core.practice.child_sharing import Audience, MayShow


class ToWhom(models.Model):
    """A group of people, or one person by name."""

    audience = models.CharField(
        max_length=8, choices=[(a.value, a.label) for a in Audience]
    )
    name = models.CharField(max_length=200, blank=True)
    person = FencedKey("records.Person", null=True)
    member = FencedKey("networks.NetworkMember", null=True)
    recorded_by = FencedKey(Worker)
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        abstract = True


class SharingChoice(AppendOnly, ToWhom):
    """What the child answered for one audience on one day. The newest counts."""

    item = FencedKey(ChildItem, related_name="choices")
    answer = models.CharField(
        max_length=8, choices=[(m.value, m.label) for m in MayShow]
    )
    chosen_on = models.DateField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="sharing_choice_of_a_person_names_them",
                condition=~Q(audience="person") | ~Q(name=""),
            ),
            models.CheckConstraint(
                name="sharing_choice_of_nobody_is_no",
                condition=~Q(audience="nobody") | Q(answer="no"),
            ),
        ]
        indexes = [
            models.Index(
                fields=["authority", "item", "recorded_at"],
                name="sharing_choice_by_item",
            )
        ]

    def __str__(self) -> str:
        return f"{self.name or self.audience}: {self.answer}"


class SharingOverride(AppendOnly, ToWhom):
    """Told or shown in spite of the child's choice, to keep somebody safe.

    `what` is what exactly is told. When the child was not told first, it says why.
    """

    item = FencedKey(ChildItem, related_name="overrides")
    what = models.TextField()
    reason = models.TextField()
    decided_by = models.CharField(max_length=200)
    decided_on = models.DateField()
    told_child_on = models.DateField(null=True)
    why_not_told = models.TextField(blank=True)
    child_words = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="sharing_override_says_what_why_and_who",
                condition=~Q(what="") & ~Q(reason="") & ~Q(decided_by=""),
            ),
            models.CheckConstraint(
                name="sharing_override_child_told_or_why_not",
                condition=Q(told_child_on__isnull=False) | ~Q(why_not_told=""),
            ),
            models.CheckConstraint(
                name="sharing_override_is_to_somebody",
                condition=~Q(audience="nobody") & (~Q(audience="person") | ~Q(name="")),
            ),
        ]
        indexes = [
            models.Index(fields=["authority", "item"], name="sharing_override_by_item")
        ]

    def __str__(self) -> str:
        return f"{self.name or self.audience}, {self.decided_on}"


class OverrideTold(AppendOnly):
    """The child was told later of an override, and what they said of it."""

    override = FencedKey(SharingOverride, related_name="tellings")
    told_on = models.DateField()
    child_words = models.TextField(blank=True)
    recorded_by = FencedKey(Worker)
    recorded_at = models.DateTimeField(db_default=Now())

    def __str__(self) -> str:
        return f"{self.override_id}, {self.told_on}"
