"""What is said to a rule: read with somebody, answered, or other words suggested."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from kinfold.planning.models.bases import NamesSomebody
from kinfold.planning.models.plan import SafetyPlan
from kinfold.planning.models.rule import PlanRule
from kinfold.platform.models import AppendOnly, FencedKey, Worker
from kinfold.practice.models import Standing


class RuleReading(AppendOnly, NamesSomebody):
    """A rule in one wording was read through with somebody named in it, or a child.

    `understood` is how well they could say it back; a child's own part counts so.
    """

    class Understood(models.TextChoices):
        YES = "yes", "Could say it back"
        PARTLY = "partly", "Could say part of it back"
        NO = "no", "Could not say it back yet"

    rule = FencedKey(PlanRule, related_name="readings")
    rule_version = models.PositiveIntegerField()
    is_child = models.BooleanField(default=False)
    read_on = models.DateField()
    understood = models.CharField(max_length=6, choices=Understood)
    words = models.TextField(blank=True)
    recorded_by = FencedKey(Worker)
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta(NamesSomebody.Meta):
        indexes = [
            models.Index(
                fields=["authority", "rule", "recorded_at"],
                name="rule_reading_by_rule",
            )
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.read_on}"


class RuleAnswer(AppendOnly):
    """The service's answer to a rule in one wording: accepted, or not yet and why."""

    class Answer(models.TextChoices):
        ACCEPTED = "accepted", "Accepted"
        NOT_YET = "not_yet", "Not yet"

    rule = FencedKey(PlanRule, related_name="answers")
    rule_version = models.PositiveIntegerField()
    answer = models.CharField(max_length=8, choices=Answer)
    reason = models.TextField(blank=True)
    answered_by = FencedKey(Worker)
    answered_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="rule_answer_not_yet_says_why",
                condition=Q(answer="accepted") | ~Q(reason=""),
            )
        ]
        indexes = [
            models.Index(
                fields=["authority", "rule", "answered_at"], name="rule_answer_by_rule"
            )
        ]

    def __str__(self) -> str:
        return f"{self.rule_id}: {self.answer}"


class RuleSuggestion(AppendOnly):
    """Other words that a worker suggests for a rule, or a new rule; never the rule."""

    plan = FencedKey(SafetyPlan, related_name="suggestions")
    rule = FencedKey(PlanRule, null=True, related_name="suggestions")
    text = models.TextField()
    why = models.TextField()
    suggested_by = FencedKey(Worker)
    suggested_at = models.DateTimeField(db_default=Now())
    objects = Standing["RuleSuggestion"]()  # a child may take back the words of one

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="rule_suggestion_has_words_and_why",
                condition=~Q(text="") & ~Q(why=""),
            )
        ]
        indexes = [
            models.Index(
                fields=["authority", "plan", "suggested_at"],
                name="rule_suggestion_by_plan",
            )
        ]

    def __str__(self) -> str:
        return self.text[:60]


class SuggestionAnswer(AppendOnly, NamesSomebody):
    """What somebody of the family or the network said to a suggestion (I5)."""

    class Answer(models.TextChoices):
        ACCEPTED = "accepted", "Yes"
        DECLINED = "declined", "No"

    suggestion = FencedKey(RuleSuggestion, related_name="answers")
    answer = models.CharField(max_length=8, choices=Answer)
    words = models.TextField(blank=True)
    answered_on = models.DateField()
    recorded_by = FencedKey(Worker)
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta(NamesSomebody.Meta):
        constraints = [
            *NamesSomebody.Meta.constraints,
            models.UniqueConstraint(
                fields=["authority", "suggestion"], name="suggestion_answer_once"
            ),
            models.CheckConstraint(
                name="suggestion_answer_no_says_why",
                condition=Q(answer="accepted") | ~Q(words=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}: {self.answer}"
