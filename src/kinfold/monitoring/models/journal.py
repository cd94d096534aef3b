"""The journal that everybody around the children writes; only added to."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from kinfold.planning.models import PlanRule
from kinfold.planning.models.bases import NamesSomebody
from kinfold.platform.models import AppendOnly, FencedKey, Worker


class JournalEntry(AppendOnly, NamesSomebody):
    """What somebody saw of the plan on one day: what went well, what was hard.

    `name` is who says it: a child, the family, the network or a worker. A correction
    is another entry that names the one it corrects; both stay. Everybody reads it,
    unless it would put somebody in danger: then why, and when it is looked at again.
    """

    class Capacity(models.TextChoices):
        CHILD = "child", "A child of the family"
        FAMILY = "family", "Somebody of the family"
        NETWORK = "network", "Somebody of the network"
        PROFESSIONAL = "professional", "A worker"

    family = FencedKey("records.Family")
    worker = FencedKey(Worker, null=True)
    capacity = models.CharField(max_length=12, choices=Capacity)
    happened_on = models.DateField()
    went_well = models.TextField(blank=True)
    hard = models.TextField(blank=True)
    what_we_did = models.TextField(blank=True)
    is_red_flag = models.BooleanField(default=False)
    feeling = models.PositiveSmallIntegerField(null=True)
    is_agency_only = models.BooleanField(default=False)
    hidden_reason = models.CharField(max_length=500, blank=True)
    hidden_review_on = models.DateField(null=True)
    corrects = FencedKey("self", null=True, related_name="corrections")
    recorded_by = FencedKey(Worker)
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta(NamesSomebody.Meta):
        verbose_name_plural = "journal entries"
        constraints = [
            *NamesSomebody.Meta.constraints,
            models.CheckConstraint(
                name="journal_entry_says_something",
                condition=~Q(went_well="", hard="", what_we_did=""),
            ),
            models.CheckConstraint(
                name="journal_entry_feeling_0_to_10",
                condition=Q(feeling=None) | Q(feeling__lte=10),
            ),
            models.CheckConstraint(
                name="journal_entry_hidden_with_reason",
                condition=Q(
                    is_agency_only=False, hidden_reason="", hidden_review_on=None
                )
                | (
                    Q(is_agency_only=True, hidden_review_on__isnull=False)
                    & ~Q(hidden_reason="")
                ),
            ),
        ]
        indexes = [
            models.Index(
                fields=["authority", "family", "happened_on"],
                name="journal_entry_by_family",
            )
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.happened_on}"


class JournalEntryRule(AppendOnly):
    """A rule of the plan that an entry is about."""

    entry = FencedKey(JournalEntry, related_name="rules")
    rule = FencedKey(PlanRule)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "entry", "rule"], name="journal_entry_rule_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.entry_id} about {self.rule_id}"


class JournalReading(AppendOnly):
    """A worker has read an entry, and when: the family sees that somebody did."""

    entry = FencedKey(JournalEntry, related_name="readings")
    reader = FencedKey(Worker)
    read_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "entry", "reader"], name="journal_reading_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.reader_id} read {self.entry_id}"
