"""One frame of a story: a few words and a picture, and all it was before."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Now

from kinfold.platform.models import AppendOnly, AuthorityOwned, FencedKey, Worker
from kinfold.voice.models.story import Story
from kinfold_core.practice.story import Section


class Told(models.Model):
    """What a frame tells. `picture` is what `kinfold_core.pictures` reads."""

    section = models.CharField(
        max_length=20, choices=[(s.value, s.label) for s in Section]
    )
    words = models.TextField(blank=True)
    alt_text = models.CharField(max_length=500, blank=True)
    drawn_by = models.CharField(max_length=200, blank=True)
    is_new_to_child = models.BooleanField(default=False)
    picture = models.JSONField(default=dict)

    class Meta:
        abstract = True


class Frame(AuthorityOwned, Told):
    """A frame as it stands. One that was taken out stays readable.

    `version` counts every change. Words and picture are written in different places,
    perhaps by two people at once: `words_since` and `picture_since` are the versions in
    which each last changed, so that neither is in the other's way.
    """

    story = FencedKey(Story, related_name="frames")
    position = models.PositiveIntegerField(default=0)
    version = models.PositiveIntegerField(default=1)
    words_since = models.PositiveIntegerField(default=1)
    picture_since = models.PositiveIntegerField(default=1)
    reading_age = models.FloatField(null=True)
    is_taken_out = models.BooleanField(default=False)
    changed_by = FencedKey(Worker)
    changed_at = models.DateTimeField(db_default=Now())

    class Meta:
        indexes = [
            models.Index(
                fields=["authority", "story", "position"], name="frame_by_story"
            )
        ]

    def __str__(self) -> str:
        return f"Frame {self.position} of {self.story_id}"


class FrameRevision(AppendOnly, Told):
    """A frame as it was, from when it was written until it was changed.

    One sitting at a picture is one revision, however often it was saved on the way.
    """

    frame = FencedKey(Frame, related_name="revisions")
    version = models.PositiveIntegerField()
    is_taken_out = models.BooleanField(default=False)
    changed_by = FencedKey(Worker)
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "frame", "version"], name="frame_revision_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.frame_id} version {self.version}"
