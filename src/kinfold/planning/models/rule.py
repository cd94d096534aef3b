"""A rule of a family's plan, who carries it, what it answers, and its every wording."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from kinfold.planning.models.bases import NamesSomebody
from kinfold.planning.models.plan import SafetyPlan
from kinfold.platform.models import AppendOnly, AuthorityOwned, FencedKey, Worker
from kinfold.practice.models import DangerStatement
from kinfold_core.practice.facts_planning import RuleKind


class PlanRule(AuthorityOwned):
    """Who does what, when, in the family's own words.

    `author_name` is whose rule it is. That is a child, somebody of the family or of
    the network and never a worker, who only writes it down (invariant I5); the
    database holds to it. What is taken out of the plan stays readable.
    """

    class Kind(models.TextChoices):
        EVERYDAY_ARRANGEMENT = RuleKind.EVERYDAY_ARRANGEMENT.value, "Every day"
        TRIGGER_RESPONSE = RuleKind.TRIGGER_RESPONSE.value, "What happens if"
        NETWORK_CHECK = RuleKind.NETWORK_CHECK.value, "Who looks in"
        CHILD_ACTION = RuleKind.CHILD_ACTION.value, "What the children do"
        CONTACT_RULE = RuleKind.CONTACT_RULE.value, "Family time"
        EMERGENCY = RuleKind.EMERGENCY.value, "In an emergency"
        SERVICE_SUPPORT = RuleKind.SERVICE_SUPPORT.value, "Help from services"

    class Capacity(models.TextChoices):
        CHILD = "child", "A child of the family"
        FAMILY = "family", "Somebody of the family"
        NETWORK = "network", "Somebody of the network"

    plan = FencedKey(SafetyPlan, related_name="rules")
    kind = models.CharField(max_length=20, choices=Kind)
    text = models.TextField()
    when = models.TextField(blank=True)
    how_often = models.CharField(max_length=200, blank=True)
    child_part = models.TextField(blank=True)
    how_known = models.TextField(blank=True)
    if_not_working = models.TextField(blank=True)
    author_name = models.CharField(max_length=200)
    author_person = FencedKey("records.Person", null=True)
    author_member = FencedKey("networks.NetworkMember", null=True)
    author_capacity = models.CharField(max_length=7, choices=Capacity)
    is_own_words = models.BooleanField(default=False)
    reading_age = models.FloatField(null=True)
    position = models.PositiveIntegerField(default=0)
    version = models.PositiveIntegerField(default=1)
    entered_by = FencedKey(Worker)
    entered_at = models.DateTimeField(db_default=Now())
    changed_by = FencedKey(Worker)
    changed_at = models.DateTimeField(db_default=Now())
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_reason = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="plan_rule_has_words", condition=~Q(text="")),
            models.CheckConstraint(
                name="plan_rule_is_the_familys",
                condition=Q(author_capacity__in=["child", "family", "network"])
                & ~Q(author_name=""),
            ),
            models.CheckConstraint(
                name="plan_rule_hard_moment_says_when",
                condition=~Q(kind="trigger_response") | ~Q(when=""),
            ),
            models.CheckConstraint(
                name="plan_rule_withdrawn_with_reason",
                condition=Q(withdrawn_at=None, withdrawn_reason="")
                | (Q(withdrawn_at__isnull=False) & ~Q(withdrawn_reason="")),
            ),
        ]
        indexes = [
            models.Index(
                fields=["authority", "plan", "position"], name="plan_rule_by_plan"
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.text[:60]}"


class RuleWho(NamesSomebody):
    """Somebody who carries a rule, or stands in when that person cannot."""

    class Part(models.TextChoices):
        CARRIES = "carries", "Does it"
        BACKUP = "backup", "Stands in"

    rule = FencedKey(PlanRule, related_name="people")
    part = models.CharField(max_length=7, choices=Part)
    worker = FencedKey(Worker, null=True)
    position = models.PositiveIntegerField(default=0)

    class Meta(NamesSomebody.Meta):
        verbose_name_plural = "people of a rule"
        constraints = [
            *NamesSomebody.Meta.constraints,
            models.UniqueConstraint(
                fields=["authority", "rule", "part", "name"], name="rule_who_once"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class RuleDanger(AuthorityOwned):
    """A danger that a rule answers."""

    rule = FencedKey(PlanRule, related_name="dangers")
    danger = FencedKey(DangerStatement)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "rule", "danger"], name="rule_danger_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.rule_id} answers {self.danger_id}"


class RuleBottomLine(AuthorityOwned):
    """A bottom line that a rule meets on paper."""

    rule = FencedKey(PlanRule, related_name="bottom_lines")
    bottom_line = FencedKey("trajectory.CaseBottomLine")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "rule", "bottom_line"],
                name="rule_bottom_line_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.rule_id} meets {self.bottom_line_id}"


class PlanRuleRevision(AppendOnly):
    """The words of a rule as they stood from one change to the next, and whose."""

    class Change(models.TextChoices):
        WRITTEN = "written", "Written"
        CHANGED = "changed", "Changed"
        WITHDRAWN = "withdrawn", "Taken out of the plan"
        PUT_BACK = "put_back", "Put back"

    rule = FencedKey(PlanRule, related_name="revisions")
    version = models.PositiveIntegerField()
    change = models.CharField(max_length=9, choices=Change)
    plan_version = models.PositiveIntegerField()
    words = models.JSONField()
    author_name = models.CharField(max_length=200)
    changed_by = FencedKey(Worker)
    changed_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "rule", "version"],
                name="plan_rule_revision_once",
            ),
            models.CheckConstraint(
                name="plan_rule_revision_has_author", condition=~Q(author_name="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.rule_id} version {self.version}"
