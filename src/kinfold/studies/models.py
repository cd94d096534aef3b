"""A programme's own studies: a book that is only ever added to, its panels, results.

The book holds on to itself as the one in a file does (`registry.book`), and each link
is written into the programme's audit as well: a line that is changed, put in or cut
off, also from the end, is seen. Whoever rewrites book and audit together in the
database is seen only by those who were given a link before, by e-mail or in print.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from django.db import models
from django.db.models.functions import Now
from django.utils import timezone

from kinfold.platform.models import FencedKey, ProgrammeAppendOnly, ProgrammeOwned
from kinfold_evaluation.registry.book import Line

LONGEST_RUN: Final = timedelta(minutes=4)
LOST_AFTER: Final = LONGEST_RUN + timedelta(minutes=1)
NOT_TAKEN_UP_AFTER: Final = timedelta(hours=1)


class StudyPanel(ProgrammeAppendOnly):
    """A panel that protocols are held to: unit, time, start, outcomes, as CSV."""

    name = models.CharField(max_length=200)
    csv = models.TextField()
    sha256 = models.CharField(max_length=64)
    kept_at = models.DateTimeField(db_default=Now())
    by_name = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "sha256"], name="study_panel_once"
            )
        ]

    def __str__(self) -> str:
        return self.name


class StudyLine(ProgrammeAppendOnly):
    """One line of a programme's book: a protocol registered, opened, run, or deviated
    from. `link` is the hash of the line and of the link before."""

    number = models.PositiveIntegerField()
    what = models.CharField(max_length=20)
    at = models.CharField(max_length=40)
    protocol = models.CharField(max_length=64)
    more = models.JSONField()
    link = models.CharField(max_length=64)
    by_name = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "number"], name="study_line_in_order"
            )
        ]

    def __str__(self) -> str:
        return f"{self.what} {self.protocol[:8]}"

    def as_line(self) -> Line:
        """As the library's registry reads it."""
        return Line(self.what, self.at, self.protocol, self.more, self.link)


class StudyResult(ProgrammeAppendOnly):
    """What one run of a protocol came to, as it was written, and with what.

    `results` is text, not values: its bytes are what whoever takes it away has.
    """

    line = FencedKey(StudyLine)
    results = models.TextField()
    made_with = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "line"], name="study_result_of_a_run"
            )
        ]

    def __str__(self) -> str:
        return f"Result of {self.line_id}"


class StudyRun(ProgrammeOwned):
    """One run of a protocol in the background, and how it ended."""

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting to begin"
        RUNNING = "running", "Running"
        DONE = "done", "Done"
        STOPPED = "stopped", "Stopped"
        CANCELLED = "cancelled", "Cancelled"

    UNDER_WAY = (State.WAITING, State.RUNNING)

    line = FencedKey(StudyLine)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    message = models.TextField(blank=True)
    by_name = models.CharField(max_length=200)
    asked_at = models.DateTimeField(db_default=Now())
    began_at = models.DateTimeField(null=True)
    done = models.PositiveIntegerField(db_default=0)
    """Answers that are there, `of` so many; next is the one that two fields name."""
    of = models.PositiveIntegerField(db_default=0)
    outcome = models.TextField(blank=True, db_default="")
    analysis = models.TextField(blank=True, db_default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "line"],
                condition=models.Q(state__in=["waiting", "running"]),
                name="study_run_one_at_a_time",
            )
        ]

    def __str__(self) -> str:
        return f"Run of {self.line_id}, {self.state}"

    @property
    def is_lost(self) -> bool:
        """Nobody does it any more: its worker died, or none ever took it up."""
        if self.state == self.State.RUNNING and self.began_at:
            return timezone.now() - self.began_at > LOST_AFTER
        waits = self.state == self.State.WAITING
        return waits and timezone.now() - self.asked_at > NOT_TAKEN_UP_AFTER

    @property
    def is_under_way(self) -> bool:
        return self.state in self.UNDER_WAY and not self.is_lost
