"""A piece of work done in the background, as the person who started it sees it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from kinfold.platform.models.authority import Worker
from kinfold.platform.models.bases import AuthorityOwned, FencedKey


class JobRun(AuthorityOwned):
    """One run of a job: how far it is and how it ended.

    `ids` and `message` hold no person's details: identifiers and plain words only.
    """

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting"
        RUNNING = "running", "Running"
        DONE = "done", "Done"
        FAILED = "failed", "Stopped by an error"
        CANCELLED = "cancelled", "Cancelled"

    job = models.CharField(max_length=100)
    title = models.CharField(max_length=200)
    ids = models.JSONField(default=dict)
    state = models.CharField(
        max_length=10, choices=State, default=State.WAITING, db_default=State.WAITING
    )
    done_count = models.PositiveIntegerField(default=0)
    total_count = models.PositiveIntegerField(default=0)
    message = models.CharField(max_length=500, blank=True)
    result_path = models.CharField(max_length=200, blank=True)
    error_reference = models.CharField(max_length=16, blank=True)
    attempt_count = models.PositiveSmallIntegerField(default=0)
    is_cancel_asked = models.BooleanField(default=False)
    started_by = FencedKey(Worker)
    started_by_user_id = models.BigIntegerField()
    created_at = models.DateTimeField(db_default=Now())
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="job_run_finished_at_with_end",
                condition=Q(state__in=["waiting", "running"], finished_at=None)
                | Q(state__in=["done", "failed", "cancelled"])
                & Q(finished_at__isnull=False),
            ),
        ]
        indexes = [
            models.Index(fields=["authority", "-created_at"], name="job_run_by_time"),
            models.Index(
                fields=["authority", "started_by", "-created_at"],
                name="job_run_by_starter",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.job} {self.state}"

    @property
    def is_over(self) -> bool:
        return self.finished_at is not None
