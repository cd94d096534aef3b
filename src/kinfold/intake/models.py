"""People and cases brought in from another system, and what could not be read."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Now

from kinfold.platform.models import AuthorityOwned, FencedKey, Worker


class PeopleImport(AuthorityOwned):
    """One extract brought in. Each row of it is taken, already known, or left out.

    `row_count` = `taken_count` + `unchanged_count` + `left_out_count`, and every row
    left out has at least one finding.
    """

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting to start"
        RUNNING = "running", "Reading"
        DONE = "done", "Finished"
        FAILED = "failed", "Stopped"

    file_name = models.CharField(max_length=255)
    stored_as = models.CharField(max_length=100, blank=True)
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    started_by = FencedKey(Worker, null=True)
    created_at = models.DateTimeField(db_default=Now())
    finished_at = models.DateTimeField(null=True)
    message = models.CharField(max_length=500, blank=True)
    row_count = models.PositiveIntegerField(default=0)
    taken_count = models.PositiveIntegerField(default=0)
    unchanged_count = models.PositiveIntegerField(default=0)
    left_out_count = models.PositiveIntegerField(default=0)
    finding_count = models.PositiveIntegerField(default=0)
    tables = models.JSONField(default=list)

    class Meta:
        indexes = [
            models.Index(fields=["authority", "created_at"], name="import_by_time")
        ]

    def __str__(self) -> str:
        return self.file_name


class ImportFinding(AuthorityOwned):
    """One thing in an extract that could not be taken as it is, and how to mend it."""

    class Weight(models.TextChoices):
        LEFT_OUT = "left_out", "Row left out"
        NOTED = "noted", "Row taken, this value left empty"

    people_import = FencedKey(PeopleImport, related_name="findings")
    weight = models.CharField(max_length=8, choices=Weight)
    file = models.CharField(max_length=120)
    line = models.PositiveIntegerField()
    field = models.CharField(max_length=80, blank=True)
    found = models.CharField(max_length=200, blank=True)
    expected = models.CharField(max_length=300)
    mend = models.CharField(max_length=300)

    class Meta:
        indexes = [
            models.Index(
                fields=["authority", "people_import", "file", "line"],
                name="finding_by_line",
            )
        ]

    def __str__(self) -> str:
        return f"{self.file} line {self.line}: {self.expected}"
