"""A story in words and pictures, and the children it is made for."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from kinfold.platform.models import AuthorityOwned, FencedKey, Worker
from kinfold_core.practice.story import Language, Purpose, State


class Story(AuthorityOwned):
    """What people are worried about, told to named children of one family.

    A family may have several over the years; a later version of one names the one it
    follows. `words_version` goes up whenever what the story tells changes, so that a
    parent's agreement says which words it was about; `version` goes up when what it is
    called, or for whom, does. Once it was read to a child the
    words stay: what changes afterwards is the next version.
    """

    family = FencedKey("records.Family")
    title = models.CharField(max_length=200)
    purpose = models.CharField(
        max_length=16, choices=[(p.value, p.label) for p in Purpose]
    )
    language = models.CharField(
        max_length=3,
        choices=[(one.value, one.label) for one in Language],
        default=Language.ENGLISH.value,
    )
    state = models.CharField(
        max_length=8,
        choices=[(s.value, s.label) for s in State],
        default=State.IDEA.value,
    )
    words_version = models.PositiveIntegerField(default=1)
    version = models.PositiveIntegerField(default=1)
    number = models.PositiveIntegerField(default=1)
    follows = FencedKey("voice.Story", null=True)
    look_again_on = models.DateField(null=True)
    started_by = FencedKey(Worker)
    started_at = models.DateTimeField(db_default=Now())
    agreed_at = models.DateTimeField(null=True)
    agreed_by = FencedKey(Worker, null=True)

    class Meta:
        verbose_name_plural = "stories"
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "follows"], name="story_followed_once"
            ),
            models.CheckConstraint(name="story_has_title", condition=~Q(title="")),
            models.CheckConstraint(
                name="story_agreed_by_somebody",
                condition=Q(state__in=["idea", "draft"], agreed_at=None, agreed_by=None)
                | (
                    ~Q(state__in=["idea", "draft"])
                    & Q(agreed_at__isnull=False, agreed_by__isnull=False)
                ),
            ),
        ]
        indexes = [
            models.Index(
                fields=["authority", "family", "started_at"], name="story_by_family"
            )
        ]

    def __str__(self) -> str:
        return self.title


class StoryChild(AuthorityOwned):
    """A child the story is for, by the name the child is called in it."""

    story = FencedKey(Story, related_name="children")
    child = FencedKey("records.Person")
    called = models.CharField(max_length=200)
    position = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name_plural = "story children"
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "story", "child"], name="story_child_once"
            ),
            models.CheckConstraint(
                name="story_child_is_called_something", condition=~Q(called="")
            ),
        ]

    def __str__(self) -> str:
        return self.called
