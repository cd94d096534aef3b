"""What must be in place, as the agency sees it; never how."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from kinfold.platform.models import AppendOnly, AuthorityOwned, FencedKey, Worker


class CaseBottomLine(AuthorityOwned):
    """One thing that must be in place before services can leave this family.

    New words must be explained again, so a change takes it back to "proposed" (R-BL4).
    Whether it is met on paper is not a state of its own: the family's plan says which
    of its rules cover it.
    """

    class State(models.TextChoices):
        PROPOSED = "proposed", "Not yet explained to the family"
        EXPLAINED = "explained", "Explained to the family"
        DEMONSTRATED = "demonstrated", "Seen to be so"
        LIFTED = "lifted", "No longer needed"

    class SetAs(models.TextChoices):
        WORKER = "worker", "The family's worker"
        MANAGER = "manager", "A manager"
        CONFERENCE = "conference", "A conference or review"
        COURT = "court", "A court"

    class Force(models.TextChoices):
        ADVICE = "advice", "Advice: what we believe is needed"
        CP_PLAN = "cp_plan", "Part of the child protection plan"
        COURT_ORDER = "court_order", "Ordered by a court"

    family = FencedKey("records.Family")
    position = models.PositiveIntegerField()
    text = models.TextField()
    why = models.TextField(blank=True)
    danger = FencedKey("practice.DangerStatement", null=True)
    set_by_person = FencedKey("records.Person", null=True)
    set_by_worker = FencedKey(Worker, null=True)
    set_by_name = models.CharField(max_length=200)
    set_as = models.CharField(max_length=10, choices=SetAs)
    force = models.CharField(max_length=11, choices=Force)
    set_on = models.DateField()
    state = models.CharField(max_length=12, choices=State, default=State.PROPOSED)
    state_on = models.DateField()
    explained_on = models.DateField(null=True)
    explained_to = models.CharField(max_length=300, blank=True)
    shown_by = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)
    changed_by = FencedKey(Worker)
    changed_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="bottom_line_has_words_and_setter",
                condition=~Q(text="") & ~Q(set_by_name=""),
            ),
            models.CheckConstraint(
                name="bottom_line_says_why",
                condition=Q(danger__isnull=False) | ~Q(why=""),
            ),
            models.CheckConstraint(
                name="bottom_line_court_orders_are_a_courts",
                condition=~Q(force="court_order") | Q(set_as="court"),
            ),
            models.CheckConstraint(
                name="bottom_line_explained_to_somebody",
                condition=Q(explained_on=None, explained_to="")
                | (Q(explained_on__isnull=False) & ~Q(explained_to="")),
            ),
            models.CheckConstraint(
                name="bottom_line_explained_before_seen",
                condition=~Q(state__in=["explained", "demonstrated"])
                | Q(explained_on__isnull=False),
            ),
            models.CheckConstraint(
                name="bottom_line_seen_in_words",
                condition=~Q(state="demonstrated") | ~Q(shown_by=""),
            ),
        ]
        indexes = [
            models.Index(
                fields=["authority", "family", "position"],
                name="bottom_line_by_family",
            )
        ]

    def __str__(self) -> str:
        return self.text[:60]


class BottomLineChange(AppendOnly):
    """Each change of a bottom line, why, and its words from then on (R-BL4)."""

    class Change(models.TextChoices):
        WRITTEN = "written", "Written"
        CHANGED = "changed", "Changed"
        EXPLAINED = "explained", "Explained to the family"
        DEMONSTRATED = "demonstrated", "Seen to be so"
        LIFTED = "lifted", "No longer needed"

    bottom_line = FencedKey(CaseBottomLine, related_name="changes")
    version = models.PositiveIntegerField()
    change = models.CharField(max_length=12, choices=Change)
    reason = models.TextField(blank=True)
    words = models.JSONField()
    changed_by = FencedKey(Worker)
    changed_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "bottom_line", "version"],
                name="bottom_line_change_once",
            ),
            models.CheckConstraint(
                name="bottom_line_change_has_reason",
                condition=~Q(change__in=["changed", "demonstrated", "lifted"])
                | ~Q(reason=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.bottom_line_id} version {self.version}"
