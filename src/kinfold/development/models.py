"""Ways along a trajectory, and training: who learns is their authority's to know.

A person's way, their portfolio and who came to a training are rows of one authority.
The programme has the words of the steps, its training sessions, and counts without
names. What a step says, and every answer, observation and attendance, is never changed:
a later row stands in its place.
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from kinfold.platform.models import (
    AppendOnly,
    Authority,
    AuthorityOwned,
    FencedKey,
    PlaceOwned,
    Programme,
    ProgrammeAppendOnly,
    SaidBy,
    StoredFile,
    Worker,
)


class Trajectory(models.TextChoices):
    LEADERSHIP = "leadership", "Leadership"
    LEARNING_TEAM = "learning-team", "Learning and development team"
    PRACTICE_LEADER = "practice-leader", "Practice leader"


class StepWording(ProgrammeAppendOnly, SaidBy):
    """What a step says in a programme instead of what is shipped; the newest counts."""

    trajectory = models.CharField(max_length=20, choices=Trajectory)
    code = models.CharField(max_length=40)
    """Which step it is, in every version of its words."""
    version = models.PositiveIntegerField()
    """From 1; what is shipped is version 0."""
    place = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    words = models.TextField()
    shown_by = models.CharField(max_length=500, blank=True)
    """What in a portfolio would show that somebody has taken it."""
    is_dropped = models.BooleanField(default=False)
    why = models.CharField(max_length=500)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "code", "version"], name="step_wording_once"
            )
        ]

    def __str__(self) -> str:
        return self.title


class Way(AuthorityOwned, SaidBy):
    """One person on one trajectory: a worker, or a leader who is named."""

    programme = models.ForeignKey(
        Programme, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    trajectory = models.CharField(max_length=20, choices=Trajectory)
    worker = FencedKey(Worker, null=True)
    name = models.CharField(max_length=200)
    """As it was when the way began."""
    is_synthetic = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "programme", "trajectory", "worker"],
                name="way_once_a_worker",
            )
        ]

    def __str__(self) -> str:
        return f"way {self.pk}"


class StepTaken(AppendOnly, SaidBy):
    """That a step was taken on a day, or that it is to be taken again."""

    way = FencedKey(Way, related_name="taken")
    code = models.CharField(max_length=40)
    version = models.PositiveIntegerField()
    """Counts within the way; no two are written over one another."""
    is_taken = models.BooleanField()
    day = models.DateField()
    words = models.TextField(blank=True)
    step_title = models.CharField(max_length=200)
    """What the step was called on that day."""

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "way", "version"], name="step_taken_in_order"
            )
        ]

    def __str__(self) -> str:
        return f"{self.code} of {self.way_id}"


class PortfolioPiece(AppendOnly, SaidBy):
    """Something that shows a step: words, a link or a file."""

    way = FencedKey(Way, related_name="pieces")
    code = models.CharField(max_length=40)
    title = models.CharField(max_length=200)
    words = models.TextField(blank=True)
    link = models.CharField(max_length=500, blank=True)
    file = FencedKey(StoredFile, null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="portfolio_piece_holds_something",
                condition=~Q(words="") | ~Q(link="") | Q(file__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return self.title


class ObservedPractice(AppendOnly, SaidBy):
    """Somebody saw the person at work: what was seen, and what could come next."""

    way = FencedKey(Way, related_name="observed")
    code = models.CharField(max_length=40)
    observer = models.CharField(max_length=200)
    day = models.DateField()
    seen = models.TextField()
    next = models.TextField()

    def __str__(self) -> str:
        return f"observed on {self.day}"


class ObservationAnswer(AppendOnly, SaidBy):
    """What the observed person says to it, in their own words."""

    observation = FencedKey(ObservedPractice, related_name="answers")
    words = models.TextField()

    def __str__(self) -> str:
        return f"answer to {self.observation_id}"


class NextOnWay(AppendOnly, SaidBy):
    """What the person does next on their way. The newest counts."""

    way = FencedKey(Way, related_name="nexts")
    version = models.PositiveIntegerField()
    words = models.TextField()
    by_day = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "way", "version"], name="next_on_way_in_order"
            )
        ]

    def __str__(self) -> str:
        return f"next of {self.way_id}"


class TrainingSession(ProgrammeAppendOnly, SaidBy):
    """A course is held, for everybody or by one authority in its own house."""

    place = models.ForeignKey(
        Authority, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    course = models.CharField(max_length=40)
    title = models.CharField(max_length=200)
    starts_on = models.DateField()
    days = models.PositiveSmallIntegerField()
    """How many it takes. 0: only the month of `starts_on` is known."""
    where = models.CharField(max_length=200, blank=True)
    led_by = models.CharField(max_length=200, blank=True)
    """As announced: "two trainers of the programme"."""
    is_synthetic = models.BooleanField(default=False)

    class Meta:
        indexes = [
            models.Index(fields=["programme", "starts_on"], name="training_by_day")
        ]

    def __str__(self) -> str:
        return self.title


class Attendance(AppendOnly, SaidBy):
    """How many days of a session somebody was there; the newest of a person counts."""

    session_id = models.UUIDField()
    """The programme's session: no key of the database reaches across the two."""
    version = models.PositiveIntegerField()
    """Which writing of the list it came with."""
    course = models.CharField(max_length=40)
    starts_on = models.DateField()
    worker = FencedKey(Worker, null=True)
    name = models.CharField(max_length=200)
    was_there = models.BooleanField()

    class Meta:
        indexes = [
            models.Index(
                fields=["authority", "session_id"], name="attendance_by_session"
            )
        ]

    def __str__(self) -> str:
        return f"attendance {self.pk}"


class Coaching(AppendOnly, SaidBy):
    """Somebody who gives basic training in the house was coached in it."""

    programme = models.ForeignKey(
        Programme, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    worker = FencedKey(Worker)
    coach = models.CharField(max_length=200)
    day = models.DateField()
    words = models.TextField()
    is_synthetic = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"coaching on {self.day}"


class ConfidenceAnswer(AppendOnly):
    """How sure somebody is of a tool, 0 to 10. It holds a number, and nobody.

    The number is made by chance for whoever answers, and joins before to after.
    """

    class Moment(models.TextChoices):
        BEFORE = "before", "Before the training"
        AFTER = "after", "After the training"

    session_id = models.UUIDField()
    number = models.CharField(max_length=10)
    moment = models.CharField(max_length=6, choices=Moment)
    tool = models.CharField(max_length=40)
    value = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "session_id", "number", "moment", "tool"],
                name="confidence_answered_once",
            ),
            models.CheckConstraint(
                name="confidence_0_to_10", condition=Q(value__lte=10)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.tool} {self.moment}"


class LearningTally(PlaceOwned):
    """How many people of an authority, for the programme: no names, nobody singled out.

    `kind` "step": who took step `part` of trajectory `of`. "course": who was trained in
    course `of` in the month that begins on `month`. `people` is None where there are
    some and fewer than may be told.
    """

    class Kind(models.TextChoices):
        STEP = "step", "A step"
        COURSE = "course", "A course"

    kind = models.CharField(max_length=6, choices=Kind)
    of = models.CharField(max_length=40)
    part = models.CharField(max_length=40, blank=True)
    month = models.DateField(null=True)
    people = models.PositiveIntegerField(null=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["programme", "authority", "kind"], name="learning_tally_of"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.of}"


class ConfidenceTally(PlaceOwned):
    """What an authority's answers about a session say together, from 8 pairs up."""

    session = FencedKey(TrainingSession)
    tool = models.CharField(max_length=40)
    pairs = models.PositiveIntegerField()
    before_sum = models.PositiveIntegerField()
    after_sum = models.PositiveIntegerField()
    rose = models.PositiveIntegerField()
    fell = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "authority", "session", "tool"],
                name="confidence_tally_once",
            ),
            models.CheckConstraint(
                name="confidence_from_8_up", condition=Q(pairs__gte=8)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.tool} of {self.session_id}"
