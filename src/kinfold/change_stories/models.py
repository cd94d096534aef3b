"""Stories of change that people told, what they agreed to, and which a panel chose.

What somebody told belongs to them: it is shown only while they agree, and nothing of it
is copied anywhere that cannot be emptied. Source of the way of working: Davies and Dart
(2005), The Most Significant Change technique.
"""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from kinfold.platform.models import (
    Authority,
    FencedKey,
    ProgrammeAppendOnly,
    ProgrammeOwned,
    SaidBy,
)


class ChangeStory(ProgrammeOwned, SaidBy):
    """What somebody said was the change that mattered most, in their own words."""

    class Teller(models.TextChoices):
        CHILD = "child", "A child or young person"
        PARENT = "parent", "A parent or carer"
        FAMILY = "family", "Somebody else of the family or network"
        WORKER = "worker", "Somebody who works with families"
        LEADER = "leader", "A leader"
        PARTNER = "partner", "Somebody of another service"

    class Domain(models.TextChoices):
        CHILDREN = "children", "Change for children"
        FAMILIES = "families", "Change for families and their networks"
        PRACTICE = "practice", "Change in how workers practise"
        LEADING = "leading", "Change in how it is led"
        OTHER = "other", "Another change"

    authority = models.ForeignKey(
        Authority, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    question = models.CharField(max_length=500)
    teller = models.CharField(max_length=10, choices=Teller)
    teller_name = models.CharField(max_length=200, blank=True)
    """Only where they chose to be named."""
    told_on = models.DateField()
    domain = models.CharField(max_length=10, choices=Domain)
    title = models.CharField(max_length=120, blank=True)
    story = models.TextField(blank=True)
    why = models.TextField(blank=True)
    """Why it matters most to whoever told it."""
    is_synthetic = models.BooleanField(default=False)
    deleted_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="story_is_there_or_deleted_whole",
                condition=Q(deleted_at=None) & ~Q(title="") & ~Q(story="") & ~Q(why="")
                | Q(deleted_at__isnull=False, title="", story="", why="")
                & Q(teller_name=""),
            )
        ]
        indexes = [models.Index(fields=["programme", "told_on"], name="story_by_day")]

    def __str__(self) -> str:
        return f"story {self.pk}"


class StoryIdentifier(ProgrammeOwned):
    """Words of a story that may say who somebody is, and why they stay."""

    story = FencedKey(ChangeStory)
    kind = models.CharField(max_length=10)
    words = models.CharField(max_length=500)
    why = models.CharField(max_length=500)

    def __str__(self) -> str:
        return f"{self.kind} kept"


class StoryConsent(ProgrammeAppendOnly, SaidBy):
    """What whoever told a story agreed to, on a day. The newest counts."""

    class Purpose(models.TextChoices):
        INSIDE = "inside", "To be read inside the programme"
        PUBLISHED = "published", "To be published too"

    story = FencedKey(ChangeStory)
    version = models.PositiveIntegerField()
    purpose = models.CharField(max_length=10, choices=Purpose)
    given_on = models.DateField()
    until = models.DateField()
    may_be_quoted = models.BooleanField()
    explained_by = models.CharField(max_length=200, blank=True)
    """The worker who explained it, where the teller is of a family."""
    days_kept = models.PositiveSmallIntegerField()
    """For how many days the words lie unshown once consent is over."""

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "story", "version"], name="story_consent_once"
            ),
            models.CheckConstraint(
                name="story_consent_days_in_order",
                condition=Q(until__gte=F("given_on")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.purpose} until {self.until}"


class StoryWithdrawal(ProgrammeAppendOnly, SaidBy):
    """Whoever told a story said no to it. Nothing after it shows the story again."""

    story = FencedKey(ChangeStory)
    withdrawn_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "story"], name="story_withdrawn_once"
            )
        ]

    def __str__(self) -> str:
        return f"withdrawn on {self.withdrawn_on}"


class SelectionRound(ProgrammeAppendOnly, SaidBy):
    """A panel reads some stories and chooses the one that shows most."""

    title = models.CharField(max_length=200)
    panel = models.CharField(max_length=500)
    held_on = models.DateField()

    def __str__(self) -> str:
        return self.title


class RoundStory(ProgrammeAppendOnly):
    """A story that a panel reads. It stays readable, chosen or not."""

    round = FencedKey(SelectionRound, related_name="read")
    story = FencedKey(ChangeStory)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "round", "story"], name="round_reads_story_once"
            )
        ]

    def __str__(self) -> str:
        return f"story {self.story_id} of a round"


class RoundChoice(ProgrammeOwned, SaidBy):
    """Which story a panel chose, and why. The reason goes when the story goes."""

    round = FencedKey(SelectionRound)
    story = FencedKey(ChangeStory)
    why = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "round"], name="round_chooses_once"
            )
        ]

    def __str__(self) -> str:
        return f"choice of {self.round_id}"
