"""What they answered themselves, how it went, and how it came to an end."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from kinfold.commitments.models.commitment import Commitment, CommitmentWording
from kinfold.commitments.models.link import AskLink
from kinfold.networks.models import NetworkMember
from kinfold.platform.models import AppendOnly, FencedKey, Worker
from kinfold_core.practice import commitments as practice


class CommitmentAnswer(AppendOnly):
    """Their own answer to one wording: by a link, by a text, on paper (R-NW3).

    The database keeps no answer that a worker typed with nothing behind it: a link has
    its row, a text its words, a paper whoever saw them sign.
    """

    class Answer(models.TextChoices):
        YES = practice.Answer.YES.value, "Yes, I will do this"
        OTHER_WORDS = practice.Answer.OTHER_WORDS.value, "Yes, but in other words"
        NO = practice.Answer.NO.value, "No, I cannot do this"

    class Way(models.TextChoices):
        LINK = practice.Way.LINK.value, "With the link"
        TEXT = practice.Way.TEXT.value, "By text message"
        PAPER = practice.Way.PAPER.value, "On paper, signed"

    wording = FencedKey(CommitmentWording, related_name="answers")
    member = FencedKey(NetworkMember)
    answer = models.CharField(max_length=12, choices=Answer)
    way = models.CharField(max_length=5, choices=Way)
    words = models.TextField(blank=True)
    sure = models.PositiveSmallIntegerField(null=True)
    answered_on = models.DateField()
    seen_by = models.CharField(max_length=200, blank=True)
    link = FencedKey(AskLink, null=True)
    recorded_by = FencedKey(Worker, null=True)
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="commitment_answer_is_their_own",
                condition=Q(way="link", link__isnull=False)
                | (Q(way="text", recorded_by__isnull=False) & ~Q(words=""))
                | (Q(way="paper", recorded_by__isnull=False) & ~Q(seen_by="")),
            ),
            models.CheckConstraint(
                name="commitment_answer_sure_from_0_to_10",
                condition=Q(sure=None) | Q(sure__lte=practice.MOST_SURE),
            ),
            models.CheckConstraint(
                name="commitment_answer_other_words_are_there",
                condition=~Q(answer="other_words") | ~Q(words=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.answer} by {self.way}"


class CommitmentTime(AppendOnly):
    """One time it was kept, or was not, and what happened: an event, never a label."""

    commitment = FencedKey(Commitment, related_name="times")
    is_kept = models.BooleanField()
    happened_on = models.DateField()
    what = models.TextField(blank=True)
    told_by_person = FencedKey("records.Person", null=True)
    told_by_worker = FencedKey(Worker, null=True)
    told_by_name = models.CharField(max_length=200)
    recorded_by = FencedKey(Worker)
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="commitment_time_says_who_and_what",
                condition=~Q(told_by_name="") & (Q(is_kept=True) | ~Q(what="")),
            )
        ]

    def __str__(self) -> str:
        return f"{'kept' if self.is_kept else 'not kept'}, {self.happened_on}"


class CommitmentEnd(AppendOnly):
    """It came to an end: since when, and why, in words that blame nobody."""

    commitment = FencedKey(Commitment, related_name="ends")
    ended_on = models.DateField()
    reason = models.CharField(max_length=500)
    recorded_by = FencedKey(Worker)
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "commitment"], name="commitment_end_once"
            ),
            models.CheckConstraint(
                name="commitment_end_says_why", condition=~Q(reason="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.ended_on}: {self.reason[:40]}"
