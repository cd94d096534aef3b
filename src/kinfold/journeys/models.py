"""When each phase of an authority's road began, what happened on it, and what a
programme makes.

Rows are never changed.
"""

from __future__ import annotations

from django.db import models

from kinfold.platform.models import FencedKey, ProgrammeAppendOnly, SaidBy
from kinfold.platform.models.bases import PlaceAppendOnly
from kinfold_core.practice.phases import PHASE_WORDS, Entry, Phase


class PhaseEntry(PlaceAppendOnly, SaidBy):
    """That a phase of an authority's journey began on a day.

    A correction is another entry, which names the number of the one it replaces.
    """

    number = models.PositiveIntegerField()
    """Counts the entries of the authority in the programme, from 1."""
    phase = models.CharField(
        max_length=10,
        choices=[(one.value, words) for one, words in PHASE_WORDS.items()],
    )
    begins_on = models.DateField()
    reason = models.TextField(blank=True)
    replaces = models.PositiveIntegerField(null=True)
    is_synthetic = models.BooleanField(default=False)

    class Meta:
        verbose_name_plural = "phase entries"
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "authority", "number"], name="phase_entry_once"
            ),
            models.UniqueConstraint(
                fields=["programme", "authority", "replaces"],
                name="phase_entry_replaced_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.phase} from {self.begins_on}"

    @property
    def entry(self) -> Entry:
        return Entry(self.number, Phase(self.phase), self.begins_on, self.replaces)


class RoadEvent(PlaceAppendOnly, SaidBy):
    """Something that happened on an authority's road, on a day."""

    class Kind(models.TextChoices):
        SURVEY = "survey", "Staff survey"
        INSPECTION = "inspection", "Inspection or peer review"
        PLAN = "plan", "A version of the plan"
        GATHERING = "gathering", "A gathering"
        LEADERS = "leaders", "A change of leaders"
        OTHER = "other", "Something else"

    kind = models.CharField(max_length=10, choices=Kind)
    happened_on = models.DateField()
    words = models.CharField(max_length=200)
    link = models.CharField(max_length=500, blank=True)
    is_synthetic = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"{self.kind} on {self.happened_on}"

    @property
    def ended(self) -> RoadEventTakenBack | None:
        """How it was taken back. `taken_back` is to be fetched with many."""
        return next(iter(self.taken_back.all()), None)


class RoadEventTakenBack(PlaceAppendOnly, SaidBy):
    """That an event stands on the road no more, and why. It stays to be read."""

    event = FencedKey(RoadEvent, related_name="taken_back")
    why = models.TextField()

    class Meta:
        verbose_name_plural = "road events taken back"
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "event"], name="road_event_taken_back_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.event_id} taken back"


class Deliverable(ProgrammeAppendOnly, SaidBy):
    """Something the programme promised to make. Its entries say the rest."""

    is_synthetic = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"deliverable {self.pk}"


class DeliverableEntry(ProgrammeAppendOnly, SaidBy):
    """What a deliverable is called, whose it is, how far it is. The newest counts."""

    class State(models.TextChoices):
        NOT_BEGUN = "not_begun", "Not begun"
        UNDER_WAY = "under_way", "Under way"
        IN_USE = "in_use", "Made, and in use"
        STOPPED = "stopped", "Stopped"

    deliverable = FencedKey(Deliverable, related_name="entries")
    number = models.PositiveIntegerField()
    """Counts the entries of the deliverable, from 1."""
    title = models.CharField(max_length=200)
    owner = models.CharField(max_length=200)
    state = models.CharField(max_length=10, choices=State)
    words = models.TextField(blank=True)

    class Meta:
        verbose_name_plural = "deliverable entries"
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "deliverable", "number"],
                name="deliverable_entry_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.state} from entry {self.number}"


class DeliverableEvidence(PlaceAppendOnly, SaidBy):
    """What was seen of a deliverable in one authority on a day."""

    deliverable = FencedKey(Deliverable, related_name="evidence")
    seen_on = models.DateField()
    words = models.TextField()
    link = models.CharField(max_length=500, blank=True)
    is_synthetic = models.BooleanField(default=False)

    class Meta:
        verbose_name_plural = "evidence of deliverables"

    def __str__(self) -> str:
        return f"evidence of {self.seen_on}"
