"""What the family asks about the road to closing, and what they are answered."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from kinfold.platform.models import AppendOnly, FencedKey, Worker
from kinfold.trajectory.models.bottom_line import CaseBottomLine


class FamilyQuestion(AppendOnly):
    """A question of the family or network, about one bottom line or the whole road."""

    family = FencedKey("records.Family")
    bottom_line = FencedKey(CaseBottomLine, null=True)
    asked_person = FencedKey("records.Person", null=True)
    asked_worker = FencedKey(Worker, null=True)
    asked_name = models.CharField(max_length=200)
    words = models.TextField()
    asked_on = models.DateField()
    recorded_by = FencedKey(Worker)
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="family_question_has_name_and_words",
                condition=~Q(asked_name="") & ~Q(words=""),
            )
        ]
        indexes = [
            models.Index(
                fields=["authority", "family", "asked_on"],
                name="family_question_by_family",
            )
        ]

    def __str__(self) -> str:
        return f"{self.asked_name}: {self.words[:60]}"


class FamilyAnswer(AppendOnly):
    """What the agency answered. A better answer later is another row."""

    question = FencedKey(FamilyQuestion, related_name="answers")
    words = models.TextField()
    answered_on = models.DateField()
    answered_by = FencedKey(Worker)
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="family_answer_has_words", condition=~Q(words="")
            )
        ]

    def __str__(self) -> str:
        return self.words[:60]
