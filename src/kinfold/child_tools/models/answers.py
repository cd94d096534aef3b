"""What came of it: what was acted on, adults' answers, the child's copy, the map."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from kinfold.child_tools.models.item import ChildItem
from kinfold.child_tools.models.session import ChildToolSession
from kinfold.platform.models import AppendOnly, FencedKey, Worker
from kinfold_core.practice.child_feeds import FeedKind
from kinfold_core.practice.child_tools import CopyKept


class ChildDisclosure(AppendOnly):
    """What a child told that must be acted on, in their words, and what was done."""

    session = FencedKey(ChildToolSession, related_name="disclosures")
    said = models.TextField()
    action = models.TextField()
    told_whom = models.CharField(max_length=300)
    told_on = models.DateField()
    strategy = models.TextField(blank=True)
    recorded_by = FencedKey(Worker)
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="child_disclosure_has_words_action_and_whom",
                condition=~Q(said="") & ~Q(action="") & ~Q(told_whom=""),
            )
        ]

    def __str__(self) -> str:
        return f"{self.session_id}, {self.told_on}"


class AdultResponse(AppendOnly):
    """What an adult answers the child: what has changed because of it.

    `item` when the answer is to one thing; whoever may not read that does not read
    the answer either.
    """

    session = FencedKey(ChildToolSession, related_name="responses")
    item = FencedKey(ChildItem, null=True)
    answered_by = models.CharField(max_length=200)
    what_changed = models.TextField()
    answered_on = models.DateField()
    recorded_by = FencedKey(Worker)
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="adult_response_says_who_and_what",
                condition=~Q(answered_by="") & ~Q(what_changed=""),
            )
        ]
        indexes = [
            models.Index(
                fields=["authority", "session"], name="adult_response_by_session"
            )
        ]

    def __str__(self) -> str:
        return f"{self.answered_by}, {self.answered_on}"


class ShownBack(AppendOnly):
    """The answer was shown to the child, and what the child said of it."""

    response = FencedKey(AdultResponse, related_name="showings")
    shown_on = models.DateField()
    child_words = models.TextField(blank=True)
    recorded_by = FencedKey(Worker)
    recorded_at = models.DateTimeField(db_default=Now())

    def __str__(self) -> str:
        return f"{self.response_id}, {self.shown_on}"


class ChildToolCopy(AppendOnly):
    """The child's own copy of what they said, or why they have none yet."""

    session = FencedKey(ChildToolSession, related_name="copies")
    form = models.CharField(
        max_length=8, choices=[(c.value, c.label) for c in CopyKept]
    )
    kept_where = models.CharField(max_length=200, blank=True)
    why_not = models.CharField(max_length=500, blank=True)
    given_on = models.DateField()
    recorded_by = FencedKey(Worker)
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        verbose_name_plural = "child tool copies"
        constraints = [
            models.CheckConstraint(
                name="child_tool_copy_none_with_reason",
                condition=~Q(form="not_yet") | ~Q(why_not=""),
            )
        ]

    def __str__(self) -> str:
        return f"{self.session_id}: {self.form}"


class ItemFeed(AppendOnly):
    """A worker put a child's words on the map, the goal, the scale or beside the plan.

    One step for each; nothing is ever put there by itself (invariant I11).
    """

    session = FencedKey(ChildToolSession, related_name="feeds")
    item = FencedKey(ChildItem, null=True, related_name="feeds")
    kind = models.CharField(
        max_length=20, choices=[(k.value, k.label) for k in FeedKind]
    )
    target_id = models.UUIDField()
    confirmed_by = FencedKey(Worker)
    confirmed_at = models.DateTimeField(db_default=Now())

    class Meta:
        indexes = [
            models.Index(fields=["authority", "session"], name="item_feed_by_session")
        ]

    def __str__(self) -> str:
        return f"{self.kind} from {self.session_id}"
