"""The blended-perspectives meeting, the plans, what was decided, what was tested."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from kinfold.family_finding.models.bases import Recorded, in_order, says
from kinfold.family_finding.models.episode import FindingEpisode
from kinfold.family_finding.models.people import FoundPerson
from kinfold.platform.models import AppendOnly, FencedKey
from kinfold_core.practice.family_finding.words import Permanence, Sure


class BlendedMeeting(Recorded):
    """Family, friends and staff say what they hope, worry and see before they plan.

    `meeting` is where they sat, when that was a meeting of family and network.
    """

    episode = FencedKey(FindingEpisode, related_name="meetings")
    meeting = FencedKey("meetings.Meeting", null=True)
    held_on = models.DateField()
    family_here = ArrayField(models.CharField(max_length=200), default=list)
    staff_here = ArrayField(models.CharField(max_length=200), default=list, blank=True)
    agenda = models.TextField(blank=True)
    needs = models.TextField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="blended_meeting_says_who_came_and_what_is_needed",
                condition=~Q(needs="") & ~Q(family_here=[]),
            ),
            models.UniqueConstraint(
                fields=["authority", "episode", "meeting"],
                condition=Q(meeting__isnull=False),
                name="blended_meeting_is_one_meeting_once",
            ),
        ]
        indexes = [in_order("blended_meeting_by_episode", "episode", "held_on")]


class FindingVoice(AppendOnly):
    """What one person hopes, worries about or sees is needed, in their words."""

    class Perspective(models.TextChoices):
        HOPE = "hope", "Hope"
        WORRY = "worry", "Worry"
        NEED = "need", "Need"

    meeting = FencedKey(BlendedMeeting, related_name="voices")
    speaker = models.CharField(max_length=200)
    perspective = models.CharField(max_length=5, choices=Perspective)
    words = models.TextField()

    class Meta:
        constraints = [says("finding_voice_says_who_and_what", "speaker", "words")]

    def __str__(self) -> str:
        return f"{self.speaker}: {self.perspective}"


class FindingPlan(Recorded):
    """One of several plans: what, in law, and who stays for the child."""

    episode = FencedKey(FindingEpisode, related_name="plans")
    letter = models.CharField(max_length=2)
    what = models.TextField()
    in_law = models.CharField(max_length=14, choices=Permanence.choices())
    who_stays = models.TextField(blank=True)
    supports = models.TextField(blank=True)
    made_on = models.DateField()

    class Meta:
        constraints = [
            says("finding_plan_in_words", "what", "letter"),
            models.UniqueConstraint(
                fields=["authority", "episode", "letter"],
                name="finding_plan_one_of_each_letter",
            ),
        ]


class FindingDecision(Recorded):
    """Which plan, and which one if it cannot be; by whom, when and why."""

    episode = FencedKey(FindingEpisode, related_name="decisions")
    plan = FencedKey(FindingPlan)
    fallback = FencedKey(FindingPlan, null=True)
    decided_on = models.DateField()
    decided_by = models.CharField(max_length=500)
    reason = models.TextField()
    child_view = models.TextField()
    who_stays = models.TextField(blank=True)

    class Meta:
        constraints = [
            says(
                "finding_decision_says_who_why_and_the_child",
                "decided_by",
                "reason",
                "child_view",
            ),
            models.CheckConstraint(
                name="finding_decision_falls_back_on_another",
                condition=Q(fallback=None) | ~Q(fallback=models.F("plan")),
            ),
        ]
        indexes = [in_order("finding_decision_by_episode", "episode", "decided_on")]


class OfferCheck(Recorded):
    """Whether what somebody offers is real: realistic, tried, and what is missing."""

    found = FencedKey(FoundPerson, related_name="offer_checks")
    realistic = models.CharField(max_length=6, choices=Sure.choices())
    is_tested = models.BooleanField(default=False)
    words = models.TextField()
    gap = models.TextField(blank=True)
    gap_owner = models.CharField(max_length=200, blank=True)
    checked_on = models.DateField()

    class Meta:
        constraints = [
            says("offer_check_says_what_was_seen", "words"),
            models.CheckConstraint(
                name="offer_check_owner_is_of_a_gap",
                condition=Q(gap_owner="") | ~Q(gap=""),
            ),
        ]
        indexes = [in_order("offer_check_by_found", "found", "checked_on")]
