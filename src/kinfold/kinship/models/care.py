"""Where a child lives with family or friends, what happened there, and what helps."""

from __future__ import annotations

from typing import Final

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from kinfold.platform.models import AppendOnly, AuthorityOwned, FencedKey, Worker
from kinfold_core.practice.kinship_care import (
    ARRANGED,
    HOW_IT_CAME,
    LEGAL_STATUS,
)
from kinfold_core.practice.kinship_clocks import What
from kinfold_core.practice.kinship_law import Kind, Relation

KINDS: Final = [(kind.value, kind.label) for kind in Kind]


class KinshipArrangement(AuthorityOwned):
    """One child with one carer or two, in one kind of care.

    Its words change by whole wordings, each kept (`ArrangementWording`). Another kind
    of care in law is another wording too, so that a child who stays with Nan from the
    first weekend to an order stays one arrangement.
    """

    family = FencedKey("records.Family")
    child = FencedKey("records.Person")
    child_name = models.CharField(max_length=200)
    carer_person = FencedKey("records.Person", null=True)
    carer_name = models.CharField(max_length=200)
    second_person = FencedKey("records.Person", null=True)
    second_name = models.CharField(max_length=200, blank=True)
    relation = models.CharField(
        max_length=13, choices=[(r.value, r.label) for r in Relation]
    )
    kind = models.CharField(max_length=20, choices=KINDS)
    option = FencedKey("kinship.KinshipOption", null=True)
    family_time = FencedKey("family_time.FamilyTimeLadder", null=True)
    started_on = models.DateField()
    ended_on = models.DateField(null=True)
    ended_reason = models.TextField(blank=True)
    how = models.CharField(max_length=9, blank=True, choices=list(HOW_IT_CAME.items()))
    arranged = models.CharField(
        max_length=9, blank=True, choices=list(ARRANGED.items())
    )
    arranged_words = models.TextField(blank=True)
    legal_status = models.CharField(
        max_length=20, blank=True, choices=list(LEGAL_STATUS.items())
    )
    responsibility = models.TextField(blank=True)
    assessments = models.TextField(blank=True)
    child_view = models.TextField(blank=True)
    permanence = models.TextField(blank=True)
    is_child_disabled = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)
    entered_by = FencedKey(Worker)
    entered_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="kinship_care_says_who",
                condition=~Q(child_name="") & ~Q(carer_name=""),
            ),
            models.CheckConstraint(
                name="kinship_care_ended_with_reason",
                condition=Q(ended_on=None, ended_reason="")
                | (Q(ended_on__gte=F("started_on")) & ~Q(ended_reason="")),
            ),
        ]
        indexes = [
            models.Index(
                fields=["authority", "family", "started_on"],
                name="kinship_care_by_family",
            )
        ]

    def __str__(self) -> str:
        return f"{self.child_name} with {self.carer_name}"


class ArrangementWording(AppendOnly):
    """An arrangement as it was written at one version, and by whom."""

    arrangement = FencedKey(KinshipArrangement, related_name="wordings")
    version = models.PositiveIntegerField()
    words = models.JSONField()
    recorded_by = FencedKey(Worker)
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "arrangement", "version"],
                name="kinship_wording_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.arrangement_id}, version {self.version}"


class ArrangementNight(AuthorityOwned):
    """A rule of the plan whose nights this arrangement covers (R-KI1)."""

    arrangement = FencedKey(KinshipArrangement, related_name="nights")
    rule = FencedKey("planning.PlanRule")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "arrangement", "rule"], name="kinship_night_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.arrangement_id} covers {self.rule_id}"


class ArrangementHappening(AppendOnly):
    """Something that happened, on a day: what the clocks are reckoned from.

    `kind` is what the arrangement was then; `until` the last day of a longer approval;
    `language` the one in which rights were explained.
    """

    arrangement = FencedKey(KinshipArrangement, related_name="happened")
    what = models.CharField(max_length=20, choices=[(w.value, w.label) for w in What])
    happened_on = models.DateField()
    by_person = FencedKey("records.Person", null=True)
    by_worker = FencedKey(Worker, null=True)
    by_name = models.CharField(max_length=200)
    words = models.TextField(blank=True)
    until = models.DateField(null=True)
    kind = models.CharField(max_length=20, choices=KINDS)
    language = models.CharField(max_length=60, blank=True)
    recorded_by = FencedKey(Worker)
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="kinship_happening_says_who", condition=~Q(by_name="")
            ),
            models.CheckConstraint(
                name="kinship_happening_longer_until_a_later_day",
                condition=Q(what="extended", until__gt=F("happened_on"))
                | ~Q(what="extended") & Q(until=None),
            ),
            models.CheckConstraint(
                name="kinship_happening_rights_in_a_language",
                condition=Q(what="rights") & ~Q(language="")
                | ~Q(what="rights") & Q(language=""),
            ),
        ]
        indexes = [
            models.Index(
                fields=["authority", "arrangement", "happened_on"],
                name="kinship_happening_by_care",
            )
        ]

    def __str__(self) -> str:
        return f"{self.what}, {self.happened_on}"


class SupportItem(AppendOnly):
    """Help or money for an arrangement: what, how much, from whom, until which look."""

    arrangement = FencedKey(KinshipArrangement, related_name="support")
    what = models.TextField()
    amount = models.CharField(max_length=200, blank=True)
    given_by = models.CharField(max_length=200)
    started_on = models.DateField()
    review_on = models.DateField(null=True)
    recorded_by = FencedKey(Worker)
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="kinship_support_says_what_and_who",
                condition=~Q(what="") & ~Q(given_by=""),
            )
        ]
        indexes = [
            models.Index(
                fields=["authority", "arrangement", "started_on"],
                name="kinship_support_by_care",
            )
        ]

    def __str__(self) -> str:
        return self.what[:60]


class SupportLook(AppendOnly):
    """Help or money was looked at: it goes on, changes, or ends."""

    class Outcome(models.TextChoices):
        GOES_ON = "goes_on", "It goes on"
        CHANGED = "changed", "It goes on, changed"
        ENDED = "ended", "It ends"

    item = FencedKey(SupportItem, related_name="looks")
    looked_on = models.DateField()
    outcome = models.CharField(max_length=7, choices=Outcome)
    words = models.TextField()
    next_review_on = models.DateField(null=True)
    recorded_by = FencedKey(Worker)
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="kinship_support_look_in_words", condition=~Q(words="")
            )
        ]
        indexes = [
            models.Index(
                fields=["authority", "item", "looked_on"],
                name="kinship_look_by_item",
            )
        ]

    def __str__(self) -> str:
        return f"{self.outcome}, {self.looked_on}"
