"""What an authority changed in the question library, and what was asked on visits."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import timezone

from kinfold.platform.models import AppendOnly, AuthorityOwned, FencedKey, Worker
from kinfold_core.practice.questions import Audience, Stage, Topic


class QuestionWording(AppendOnly):
    """A question as an authority worded it: its own, or laid over one that is shipped.

    The highest version of a key is in force. `is_hidden` takes it out of the library
    and leaves everything that hangs on its key.
    """

    key = models.CharField(max_length=40)
    version = models.PositiveIntegerField()
    topic = models.CharField(max_length=20)
    stage = models.CharField(max_length=10)
    audience = models.CharField(max_length=10)
    text = models.CharField(max_length=300)
    is_hidden = models.BooleanField(default=False)
    written_by = FencedKey(Worker)
    written_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "key", "version"], name="question_wording_once"
            ),
            models.CheckConstraint(
                name="question_wording_asks_something",
                condition=Q(version__gte=1) & ~Q(key="") & ~Q(text=""),
            ),
            models.CheckConstraint(
                name="question_wording_has_its_place",
                condition=Q(
                    topic__in=[topic.value for topic in Topic],
                    stage__in=[stage.value for stage in Stage],
                    audience__in=[audience.value for audience in Audience],
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.key}, version {self.version}"


class FavouriteQuestion(AuthorityOwned):
    """A question that a worker likes to have at hand. Nobody else's business."""

    worker = FencedKey(Worker)
    key = models.CharField(max_length=40)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "worker", "key"], name="favourite_question_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.key} of {self.worker_id}"


class QuestionAsked(AppendOnly):
    """That a worker asked a family this on a day; never what was answered, no score.

    A mark that was a slip is taken back by another row. `text` is the wording asked.
    """

    family = FencedKey("records.Family")
    key = models.CharField(max_length=40)
    text = models.CharField(max_length=300)
    asked_on = models.DateField()
    is_taken_back = models.BooleanField(default=False)
    asked_by = FencedKey(Worker)
    recorded_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name_plural = "questions asked"
        constraints = [
            models.CheckConstraint(
                name="question_asked_says_which",
                condition=~Q(key="") & ~Q(text=""),
            )
        ]
        indexes = [
            models.Index(
                fields=["authority", "family", "key", "asked_on"],
                name="question_asked_of_family",
            )
        ]

    def __str__(self) -> str:
        return f"{self.key} on {self.asked_on}"
