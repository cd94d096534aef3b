"""Who agreed to a story, who decided, and how each child was told. Only added to."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from kinfold.platform.models import AppendOnly, FencedKey, Worker
from kinfold.voice.models.story import Story
from kinfold_core.practice.story import Answer, CopyForm, Decided, How, Part


class StorySay(AppendOnly):
    """What one parent, or somebody of the network, said of the story on one day.

    `words_version` is the story they had before them. Who was not asked has a reason.
    """

    story = FencedKey(Story, related_name="says")
    person = FencedKey("records.Person", null=True)
    name = models.CharField(max_length=200)
    part = models.CharField(max_length=8, choices=[(p.value, p.label) for p in Part])
    answer = models.CharField(
        max_length=16, choices=[(a.value, a.label) for a in Answer]
    )
    words = models.TextField(blank=True)
    why_not_asked = models.CharField(max_length=500, blank=True)
    said_on = models.DateField()
    words_version = models.PositiveIntegerField()
    recorded_by = FencedKey(Worker)
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.CheckConstraint(name="story_say_has_name", condition=~Q(name="")),
            models.CheckConstraint(
                name="story_say_has_words",
                condition=~Q(answer__in=["changes", "no"]) | ~Q(words=""),
            ),
            models.CheckConstraint(
                name="story_say_not_asked_with_reason",
                condition=~Q(answer__in=["not_safe", "not_reached"])
                | ~Q(why_not_asked=""),
            ),
        ]
        indexes = [
            models.Index(
                fields=["authority", "story", "recorded_at"], name="say_by_story"
            )
        ]

    def __str__(self) -> str:
        return f"{self.name}: {self.answer}"


class StoryDecision(AppendOnly):
    """What a manager decided about the story as it stood, and why."""

    story = FencedKey(Story, related_name="decisions")
    decided = models.CharField(
        max_length=12, choices=[(d.value, d.label) for d in Decided]
    )
    reason = models.TextField()
    words_version = models.PositiveIntegerField()
    decided_by = FencedKey(Worker)
    decided_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="story_decision_has_reason", condition=~Q(reason="")
            )
        ]

    def __str__(self) -> str:
        return self.decided


class StoryReading(AppendOnly):
    """How, when, where and with whom the story was read to one child.

    The child's words are kept as the child said them, and never changed.
    """

    story = FencedKey(Story, related_name="readings")
    child = FencedKey("records.Person")
    child_name = models.CharField(max_length=200)
    read_on = models.DateField()
    place = models.CharField(max_length=200)
    how = models.CharField(max_length=12, choices=[(h.value, h.label) for h in How])
    read_by = models.CharField(max_length=200)
    with_whom = models.CharField(max_length=300, blank=True)
    child_words = models.TextField(blank=True)
    child_questions = models.TextField(blank=True)
    who_answers = models.CharField(max_length=300, blank=True)
    recorded_by = FencedKey(Worker)
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="story_reading_by_somebody_somewhere",
                condition=~Q(read_by="") & ~Q(place=""),
            ),
            models.CheckConstraint(
                name="story_reading_questions_answered",
                condition=Q(child_questions="") | ~Q(who_answers=""),
            ),
        ]
        indexes = [
            models.Index(
                fields=["authority", "story", "read_on"], name="reading_by_story"
            )
        ]

    def __str__(self) -> str:
        return f"{self.child_name}, {self.read_on}"


class ChildCopy(AppendOnly):
    """The child's own copy, which is theirs; or why they have none yet (R-WP5)."""

    story = FencedKey(Story, related_name="copies")
    child = FencedKey("records.Person")
    child_name = models.CharField(max_length=200)
    form = models.CharField(
        max_length=12, choices=[(f.value, f.label) for f in CopyForm]
    )
    kept_where = models.CharField(max_length=200, blank=True)
    why_not = models.CharField(max_length=500, blank=True)
    given_on = models.DateField()
    recorded_by = FencedKey(Worker)
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        verbose_name_plural = "child copies"
        constraints = [
            models.CheckConstraint(
                name="child_copy_none_with_reason",
                condition=~Q(form="not_yet") | ~Q(why_not=""),
            )
        ]
        indexes = [
            models.Index(
                fields=["authority", "story", "given_on"], name="copy_by_story"
            )
        ]

    def __str__(self) -> str:
        return f"{self.child_name}: {self.form}"
