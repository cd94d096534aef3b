"""What is thought to make the practice work, what speaks for it, and how it is tried.

Rows of a programme (ADR 38), none of them ever changed: what is adapted is a new
version, what was wrong is taken back with a reason. Nobody's record is among them.
"""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from kinfold.platform.models import FencedKey, ProgrammeAppendOnly
from kinfold_core.people.dates import FuzzyDate
from kinfold_core.practice.claim_strength import (
    KIND_WORDS,
    SAYS_WORDS,
    EvidenceKind,
    Piece,
    Says,
)


class Written(ProgrammeAppendOnly):
    """A row that says who wrote it: a member, or somebody of one of its authorities."""

    by_user_id = models.BigIntegerField()
    by_name = models.CharField(max_length=200)
    by_place = models.CharField(max_length=200)
    written_at = models.DateTimeField(db_default=Now())

    class Meta:
        abstract = True


def _once(name: str, *fields: str) -> models.UniqueConstraint:
    return models.UniqueConstraint(fields=["programme", *fields], name=name)


class TheoryNode(Written):
    """One thing in the theory of change. What it says is in its versions."""

    class Kind(models.TextChoices):
        INPUT = "input", "What is put in"
        ACTIVITY = "activity", "What is done"
        MECHANISM = "mechanism", "What it sets going"
        INTERMEDIATE = "intermediate", "What is seen first"
        OUTCOME = "outcome", "What it is for"
        MODERATOR = "moderator", "What helps or hinders"

    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=20, choices=Kind)

    class Meta:
        constraints = [_once("theory_node_number_once", "number")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.number}"


class NodeVersion(Written):
    """What one thing in the theory says. The highest version counts."""

    node = FencedKey(TheoryNode)
    version = models.PositiveIntegerField()
    words = models.CharField(max_length=200)
    """A clause, such as "leaders stay close to practice": claims are made of it."""
    indicators = ArrayField(models.CharField(max_length=80), default=list)
    """Codes of published measures that would show it."""
    is_kept = models.BooleanField(default=True)
    why = models.CharField(max_length=500)

    class Meta:
        constraints = [
            _once("node_version_once", "node", "version"),
            models.CheckConstraint(
                name="node_version_says_why", condition=~Q(why="") & ~Q(words="")
            ),
        ]

    def __str__(self) -> str:
        return self.words


class Claim(Written):
    """If the one, then the other. Why that should be is in its versions."""

    number = models.PositiveIntegerField()
    cause = FencedKey(TheoryNode)
    effect = FencedKey(TheoryNode)

    class Meta:
        constraints = [
            _once("claim_number_once", "number"),
            _once("claim_between_two_once", "cause", "effect"),
            models.CheckConstraint(
                name="claim_leads_elsewhere", condition=~Q(cause=F("effect"))
            ),
        ]

    def __str__(self) -> str:
        return f"Claim {self.number}"


class ClaimVersion(Written):
    """Why one thing should lead to another, and where. The highest version counts."""

    claim = FencedKey(Claim)
    version = models.PositiveIntegerField()
    because = models.CharField(max_length=500)
    holds_where = models.CharField(max_length=500, blank=True)
    """The circumstances in which it is thought to hold."""
    is_kept = models.BooleanField(default=True)
    why = models.CharField(max_length=500)

    class Meta:
        constraints = [
            _once("claim_version_once", "claim", "version"),
            models.CheckConstraint(
                name="claim_version_says_why", condition=~Q(why="") & ~Q(because="")
            ),
        ]

    def __str__(self) -> str:
        return self.because


class Evidence(Written):
    """Something that speaks for a claim, against it, or neither."""

    number = models.PositiveIntegerField()
    claim = FencedKey(Claim)
    kind = models.CharField(
        max_length=20, choices=[(k, KIND_WORDS[k]) for k in KIND_WORDS]
    )
    says = models.CharField(
        max_length=10, choices=[(s, SAYS_WORDS[s]) for s in SAYS_WORDS]
    )
    words = models.CharField(max_length=1_000)
    quality = models.PositiveSmallIntegerField()
    is_independent = models.BooleanField()
    is_comparative = models.BooleanField()
    is_of_fidelity = models.BooleanField()
    sample = models.CharField(max_length=200, blank=True)
    source = models.CharField(max_length=500)
    who_says = models.CharField(max_length=200)
    link = models.CharField(max_length=500, blank=True)
    earliest = models.DateField()
    latest = models.DateField()
    is_about = models.BooleanField(default=False)
    notes = models.CharField(max_length=1_000, blank=True)
    of_authority = models.ForeignKey(
        "platform.Authority", on_delete=models.PROTECT, related_name="+", null=True,
        db_index=False,
    )  # fmt: skip

    class Meta:
        constraints = [
            _once("evidence_number_once", "number"),
            models.CheckConstraint(
                name="evidence_quality_has_its_words",
                condition=Q(quality__gte=1, quality__lte=5),
            ),
            models.CheckConstraint(
                name="evidence_days_in_order", condition=Q(earliest__lte=F("latest"))
            ),
        ]
        indexes = [
            models.Index(fields=["programme", "claim"], name="evidence_of_claim")
        ]

    @property
    def day(self) -> FuzzyDate:
        return FuzzyDate(self.earliest, self.latest, self.is_about)

    @property
    def piece(self) -> Piece:
        return Piece(
            EvidenceKind(self.kind),
            Says(self.says),
            self.quality,
            self.is_independent,
            self.is_comparative,
            self.is_of_fidelity,
        )

    def __str__(self) -> str:
        return f"Evidence {self.number}"


class EvidenceTakenBack(Written):
    """A piece of evidence that does not count any more, and why. It stays readable."""

    evidence = FencedKey(Evidence)
    why = models.CharField(max_length=500)

    class Meta:
        constraints = [_once("evidence_taken_back_once", "evidence")]

    def __str__(self) -> str:
        return self.why


class Rival(Written):
    """Something else that could explain what a claim explains."""

    number = models.PositiveIntegerField()
    claim = FencedKey(Claim)
    words = models.CharField(max_length=500)

    class Meta:
        constraints = [_once("rival_number_once", "number")]
        indexes = [models.Index(fields=["programme", "claim"], name="rival_of_claim")]

    def __str__(self) -> str:
        return self.words


class RivalAnswer(Written):
    """How another explanation was ruled out, or why it is open again."""

    rival = FencedKey(Rival)
    version = models.PositiveIntegerField()
    is_ruled_out = models.BooleanField()
    how = models.CharField(max_length=500)

    class Meta:
        constraints = [_once("rival_answer_once", "rival", "version")]

    def __str__(self) -> str:
        return self.how


class ClaimStory(Written):
    """The story of a claim so far, as somebody told it. The highest version counts."""

    claim = FencedKey(Claim)
    version = models.PositiveIntegerField()
    story = models.TextField(max_length=10_000)

    class Meta:
        constraints = [_once("claim_story_once", "claim", "version")]

    def __str__(self) -> str:
        return self.story[:60]


class LearningQuestion(Written):
    """What the programme, or an authority of it, wants to find out."""

    number = models.PositiveIntegerField()
    words = models.CharField(max_length=500)
    claim = FencedKey(Claim, null=True)
    of_authority = models.ForeignKey(
        "platform.Authority", on_delete=models.PROTECT, related_name="+", null=True,
        db_index=False,
    )  # fmt: skip

    class Meta:
        constraints = [_once("learning_question_number_once", "number")]

    def __str__(self) -> str:
        return self.words


class QuestionStep(Written):
    """Where a learning question stands, whose it is, and by when."""

    class State(models.TextChoices):
        OPEN = "open", "Open"
        LOOKED_AT = "looked_at", "Being looked at"
        ANSWERED = "answered", "Answered"
        DROPPED = "dropped", "Dropped"

    question = FencedKey(LearningQuestion)
    version = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=State)
    whose = models.CharField(max_length=200)
    by_when = models.DateField(null=True)
    said = models.CharField(max_length=1_000, blank=True)

    class Meta:
        constraints = [
            _once("question_step_once", "question", "version"),
            models.CheckConstraint(
                name="question_step_ends_in_words",
                condition=Q(state__in=["open", "looked_at"]) | ~Q(said=""),
            ),
        ]

    def __str__(self) -> str:
        return self.get_state_display()


class Cycle(Written):
    """One round of plan, act, observe, reflect. What was written is in its entries."""

    number = models.PositiveIntegerField()
    title = models.CharField(max_length=200)
    question = FencedKey(LearningQuestion, null=True)
    claim = FencedKey(Claim, null=True)
    continues = FencedKey("self", null=True)
    measure = models.CharField(max_length=80, blank=True)
    of_authority = models.ForeignKey(
        "platform.Authority", on_delete=models.PROTECT, related_name="+", null=True,
        db_index=False,
    )  # fmt: skip
    is_made_up = models.BooleanField(default=False)

    class Meta:
        constraints = [_once("cycle_number_once", "number")]

    def __str__(self) -> str:
        return self.title


class CycleEntry(Written):
    """One part of a cycle, as it was written. The highest version of a part counts."""

    class Part(models.TextChoices):
        START = "start", "When it starts"
        PLANNED = "planned", "What was planned"
        DONE = "done", "What was done"
        SEEN = "seen", "What was seen"
        LEARNED = "learned", "What was learned"
        CHANGED = "changed", "What changed"

    cycle = FencedKey(Cycle)
    part = models.CharField(max_length=10, choices=Part)
    version = models.PositiveIntegerField()
    words = models.TextField(max_length=4_000, blank=True)
    day = models.DateField(null=True)
    why = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [
            _once("cycle_entry_once", "cycle", "part", "version"),
            models.CheckConstraint(
                name="cycle_entry_has_its_day_or_words",
                condition=Q(part="start", day__isnull=False)
                | ~Q(part="start") & ~Q(words=""),
            ),
            models.CheckConstraint(
                name="cycle_start_is_corrected_with_a_reason",
                condition=~Q(part="start") | Q(version=1) | ~Q(why=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_part_display()}, {self.version}"
