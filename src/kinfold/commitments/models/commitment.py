"""What one person of the network is asked to do, and each wording of it."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from kinfold.networks.models import NetworkMember
from kinfold.platform.models import AppendOnly, AuthorityOwned, FencedKey, Worker
from kinfold_core.practice.commitments import PART_WORDS


class Commitment(AuthorityOwned):
    """One thing that one person does. `version` is of the words that stand now."""

    family = FencedKey("records.Family")
    member = FencedKey(NetworkMember)
    version = models.PositiveIntegerField(default=1)
    offered_on = models.DateField()
    offered_by = FencedKey(Worker)
    offered_at = models.DateTimeField(db_default=Now())

    class Meta:
        indexes = [
            models.Index(
                fields=["authority", "family", "offered_at"],
                name="commitment_by_family",
            ),
            models.Index(fields=["authority", "member"], name="commitment_by_member"),
        ]

    def __str__(self) -> str:
        return f"Commitment of {self.member_id}"


class CommitmentWording(AppendOnly):
    """The words as somebody was asked them. New words are a new row, asked again."""

    commitment = FencedKey(Commitment, related_name="wordings")
    version = models.PositiveIntegerField()
    does = models.TextField()
    how_often = models.CharField(max_length=200, blank=True)
    days = ArrayField(models.PositiveSmallIntegerField(), default=list, blank=True)
    parts = ArrayField(
        models.CharField(
            max_length=12,
            choices=[(part.value, words) for part, words in PART_WORDS.items()],
        ),
        default=list,
        blank=True,
    )
    from_on = models.DateField(null=True)
    until = models.CharField(max_length=200, blank=True)
    until_on = models.DateField(null=True)
    backup = FencedKey(NetworkMember, null=True)
    rule = FencedKey("planning.PlanRule", null=True)
    why = models.CharField(max_length=500, blank=True)
    written_by = FencedKey(Worker)
    written_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "commitment", "version"],
                name="commitment_wording_once",
            ),
            models.CheckConstraint(
                name="commitment_wording_has_words", condition=~Q(does="")
            ),
            models.CheckConstraint(
                name="commitment_wording_ends_after_it_began",
                condition=Q(until_on=None)
                | Q(from_on=None)
                | Q(until_on__gte=F("from_on")),
            ),
        ]

    def __str__(self) -> str:
        return self.does[:60]


class CommitmentDanger(AppendOnly):
    """A danger that one wording is about."""

    wording = FencedKey(CommitmentWording, related_name="dangers")
    danger = FencedKey("practice.DangerStatement")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "wording", "danger"],
                name="commitment_danger_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.wording_id} about {self.danger_id}"
