"""What colleagues write and say in a session, and what of it went on the map."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from kinfold.platform.models import AppendOnly, AuthorityOwned, FencedKey, Worker
from kinfold.supervision.models.bases import by_halves, number_field
from kinfold.supervision.models.group import GroupSupervision
from kinfold.supervision.models.one_to_one import CaseDecision


class PutOnMap(AppendOnly):
    """Something a worker confirmed, which then stands on the family's map (I11).

    The note of where a draft on the map came from: one session or one decision, and
    one danger statement's set or one entry.
    """

    class What(models.TextChoices):
        DANGER = "danger", "A danger statement"
        GOAL = "goal", "A safety goal and its scale"
        RATING = "rating", "A number on a scale"
        NEXT_STEP = "next_step", "A next step"

    family = FencedKey("records.Family")
    session = FencedKey(GroupSupervision, null=True, related_name="put_on_map")
    decision = FencedKey(CaseDecision, null=True, related_name="put_on_map")
    rating = FencedKey(
        "supervision.SessionRating", null=True, related_name="put_on_map"
    )
    what = models.CharField(max_length=9, choices=What)
    danger = FencedKey("practice.DangerStatement", null=True)
    entry = FencedKey("practice.MapEntry", null=True)
    words = models.CharField(max_length=200)
    confirmed_by = FencedKey(Worker)
    confirmed_at = models.DateTimeField(db_default=Now())

    class Meta:
        verbose_name_plural = "things put on the map"
        constraints = [
            models.CheckConstraint(
                name="put_on_map_from_one_place",
                condition=Q(session__isnull=False, decision=None)
                | Q(session=None, decision__isnull=False),
            ),
            models.CheckConstraint(
                name="put_on_map_is_one_thing",
                condition=Q(what="next_step", entry__isnull=False, danger=None)
                | Q(danger__isnull=False, entry=None) & ~Q(what="next_step"),
            ),
            models.CheckConstraint(
                name="put_on_map_rating_is_one_given",
                condition=Q(what="rating", rating__isnull=False)
                | ~Q(what="rating") & Q(rating=None),
            ),
            models.UniqueConstraint(
                fields=["authority", "rating"],
                condition=Q(rating__isnull=False),
                name="put_on_map_once_per_rating",
            ),
            models.UniqueConstraint(
                fields=["authority", "decision"],
                condition=Q(decision__isnull=False),
                name="put_on_map_once_per_decision",
            ),
        ]
        indexes = [
            models.Index(fields=["authority", "family"], name="put_on_map_by_family")
        ]

    def __str__(self) -> str:
        return f"{self.get_what_display()}: {self.words[:60]}"


class SessionDraft(AuthorityOwned):
    """What one colleague wrote in a session: a draft, a question, a next step.

    Whose it is stays hidden from the readers unless the author says otherwise.
    `author` is empty when the one who leads typed in for somebody without a screen;
    `typed_by` is always known.
    """

    class Kind(models.TextChoices):
        DANGER = "danger", "A danger statement"
        GOAL = "goal", "A safety goal"
        QUESTION = "question", "A question to take along"
        NEXT_STEP = "next_step", "A next step"

    class Audience(models.TextChoices):
        PARENTS = "parents", "For the parents"
        CHILD = "child", "For the children"
        NETWORK = "network", "For family and friends"

    session = FencedKey(GroupSupervision, related_name="drafts")
    kind = models.CharField(max_length=9, choices=Kind)
    text = models.TextField()
    might_happen = models.TextField(blank=True)
    anchor_0 = models.TextField(blank=True)
    anchor_10 = models.TextField(blank=True)
    audience = models.CharField(max_length=7, choices=Audience, blank=True)
    due_on = models.DateField(null=True)
    author = FencedKey(Worker, null=True)
    author_name = models.CharField(max_length=200, blank=True)
    is_author_shown = models.BooleanField(default=False)
    is_taken_along = models.BooleanField(default=False)
    became = FencedKey(PutOnMap, null=True, related_name="drafts")
    typed_by = FencedKey(Worker)
    typed_at = models.DateTimeField(db_default=Now())
    taken_back_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="session_draft_has_words", condition=~Q(text="")
            ),
            models.CheckConstraint(
                name="session_draft_question_is_for_somebody",
                condition=Q(kind="question") & ~Q(audience="")
                | ~Q(kind="question") & Q(audience="", is_taken_along=False),
            ),
            models.CheckConstraint(
                name="session_draft_on_the_map_stays",
                condition=Q(became=None) | Q(taken_back_at=None),
            ),
        ]
        indexes = [
            models.Index(
                fields=["authority", "session", "kind"], name="session_draft_by_session"
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.text[:60]}"


class SessionRating(AppendOnly):
    """A colleague's number in the session, with the reason. Never changed.

    A later number of the same name follows it. It goes on the family's map only when
    the one who gave it says so.
    """

    session = FencedKey(GroupSupervision, related_name="ratings")
    danger = FencedKey("practice.DangerStatement", null=True)
    rater = FencedKey(Worker, null=True)
    rater_name = models.CharField(max_length=200)
    value = number_field()
    reason = models.TextField()
    one_higher = models.TextField(blank=True)
    typed_by = FencedKey(Worker)
    rated_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="session_rating_is_somebodys_with_reason",
                condition=~Q(rater_name="") & ~Q(reason=""),
            ),
            models.CheckConstraint(
                name="session_rating_by_halves",
                condition=by_halves("value") & Q(value__isnull=False),
            ),
        ]
        indexes = [
            models.Index(
                fields=["authority", "session", "rated_at"],
                name="session_rating_by_session",
            )
        ]

    def __str__(self) -> str:
        return f"{self.rater_name}: {self.value}"
