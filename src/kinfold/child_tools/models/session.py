"""A time with one child and one of the child's tools."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from kinfold.platform.models import AppendOnly, AuthorityOwned, FencedKey, Worker
from kinfold_core.practice.child_tools import SCALE_MOST, Consent, Disclosed, Tool


class ByField(models.Model):
    """A row that two devices may write: each field knows its own version.

    `version` counts every change; `since` holds, by field, the version in which it
    last changed (1 when it is not there). Whoever saw that version or a later one may
    change the field.
    """

    version = models.PositiveIntegerField(default=1)
    since = models.JSONField(default=dict)
    changed_by = FencedKey(Worker)
    changed_at = models.DateTimeField(db_default=Now())

    class Meta:
        abstract = True


class ChildToolSession(AuthorityOwned, ByField):
    """Who was there, what was asked and agreed, and what the child asks of adults.

    `started_by` is the worker whom the child talked with. Once it is finished the
    child's words stay as they were read back.
    """

    family = FencedKey("records.Family")
    child = FencedKey("records.Person")
    child_name = models.CharField(max_length=200)
    tool = models.CharField(max_length=12, choices=[(t.value, t.label) for t in Tool])
    happened_on = models.DateField()
    place = models.CharField(max_length=200, blank=True)
    people_there = models.CharField(max_length=500, blank=True)
    aids = models.CharField(max_length=500, blank=True)
    consent = models.CharField(
        max_length=10, choices=[(c.value, c.label) for c in Consent]
    )
    consent_why = models.TextField(blank=True)
    has_assent = models.BooleanField()
    limits_explained = models.BooleanField()
    part_order = models.JSONField(default=list)
    prompts = models.TextField(blank=True)
    scale = models.PositiveSmallIntegerField(null=True)
    scale_0 = models.CharField(max_length=500, blank=True)
    scale_10 = models.CharField(max_length=500, blank=True)
    child_question = models.TextField(blank=True)
    disclosure = models.CharField(
        max_length=3, choices=[(d.value, d.label) for d in Disclosed], blank=True
    )
    started_by = FencedKey(Worker)
    started_at = models.DateTimeField(db_default=Now())
    finished_by = FencedKey(Worker, null=True)
    finished_at = models.DateTimeField(null=True)
    response_due_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="child_session_with_the_childs_yes",
                condition=Q(has_assent=True, limits_explained=True) & ~Q(child_name=""),
            ),
            models.CheckConstraint(
                name="child_session_without_parents_says_why",
                condition=Q(consent="given") | ~Q(consent_why=""),
            ),
            models.CheckConstraint(
                name="child_session_scale_in_bounds",
                condition=Q(scale=None) | Q(scale__lte=SCALE_MOST),
            ),
            models.CheckConstraint(
                name="child_session_finished_says_whether_unsafe",
                condition=Q(finished_at=None, finished_by=None)
                | (
                    Q(finished_at__isnull=False, finished_by__isnull=False)
                    & Q(response_due_on__gte=F("happened_on"))
                    & ~Q(disclosure="")
                ),
            ),
        ]
        indexes = [
            models.Index(
                fields=["authority", "family", "happened_on"],
                name="child_session_by_family",
            )
        ]

    def __str__(self) -> str:
        return f"{self.child_name}, {self.tool}, {self.happened_on}"


class ChildToolRevision(AppendOnly):
    """What fields of a session were before they were changed."""

    session = FencedKey(ChildToolSession, related_name="revisions")
    version = models.PositiveIntegerField()
    was = models.JSONField()
    changed_by = FencedKey(Worker)
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "session", "version"],
                name="child_session_revision_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.session_id} version {self.version}"
