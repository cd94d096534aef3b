"""A programme's own studies: a book that is only ever added to, its panels, results.

The book holds on to itself as the one in a file does (`registry.book`), so that whoever
can write to the database cannot change a promise unseen.
"""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Now

from kinfold.platform.models import FencedKey, ProgrammeAppendOnly
from kinfold_evaluation.registry.book import Line


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
