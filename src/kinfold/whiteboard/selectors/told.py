"""What stands in many families' records, a line each, for the columns of the board.

Every column is a query of (family, what, day, number, words); they are asked in one
statement. The scales are asked beside it, because they are counted danger by danger.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, TypeAlias
from uuid import UUID

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import (
    Count,
    DateField,
    Exists,
    F,
    Max,
    Min,
    OuterRef,
    Q,
    QuerySet,
    Value,
)
from django.db.models.functions import Cast

from kinfold.family_finding.models import FoundPerson
from kinfold.monitoring.models import JournalEntry, PlanCheck, PlanReview
from kinfold.networks.models import InformedStep, NetworkMember
from kinfold.networks.selectors import staying
from kinfold.planning.models import PlanRule, RuleBottomLine, SafetyPlan
from kinfold.platform.viewer import Viewer
from kinfold.practice.models import (
    DangerStatement,
    MapEntry,
    SafetyGoal,
    SafetyScale,
    ScaleRating,
)
from kinfold.practice.taken_back import stands
from kinfold.records.models import ServiceStatus
from kinfold.supervision.models import CaseSupervision, GroupSupervision
from kinfold.trajectory.models import CaseBottomLine, Milestone
from kinfold.versions.models import SaidBack
from kinfold.voice.models import Story, StoryReading
from kinfold_core.practice.expectations import Expectations
from kinfold_core.practice.facts_planning import RuleKind
from kinfold_core.practice.network import COUNTS_FROM

OF_MAP = "mapping__family_id"
NO_DAY = Cast(Value(None), DateField())


@dataclass(frozen=True, slots=True)
class Told:
    """One thing that was found: since when or when last, how many, in which words."""

    day: date | None
    number: int
    words: str


@dataclass(frozen=True, slots=True)
class ScaleTold:
    """The newest numbers about one danger. `up` and `down` moved since their last.

    `child_on` is the last day on which a child gave one.
    """

    last_on: date
    raters: tuple[str, ...]
    low: float
    high: float
    up: int
    down: int
    not_professional: int
    child_on: date | None


Found: TypeAlias = dict[UUID, dict[str, list[Told]]]
Ask: TypeAlias = Callable[..., QuerySet[Any, Any]]


def told_of(
    viewer: Viewer, family_ids: Sequence[UUID], *, today: date, hoped: Expectations
) -> Found:
    """What the columns say of these families, authorised already. One query."""
    here = {"authority_id": viewer.in_authority()}

    def ask(rows: QuerySet[Any], what: str, of: str = "family_id", **told: Any) -> Any:
        own = rows.filter(**here, **{f"{of}__in": family_ids}).order_by()
        columns = {"day": NO_DAY, "number": Value(0), "words": Value("")} | told
        return (
            own.values(of=F(of))
            .annotate(what=Value(what), **columns)
            .values_list("of", "what", "day", "number", "words")
        )

    first, *others = [
        *_of_the_map(ask),
        *_of_the_children(ask),
        *_of_people(viewer, ask),
        *_of_the_road(ask, today),
        *_of_the_plan(ask, today - timedelta(days=hoped.tried_within)),
    ]
    found: Found = defaultdict(lambda: defaultdict(list))
    for family_id, what, *told in first.union(*others, all=True):
        found[family_id][what].append(Told(*told))
    return found


def _of_the_map(ask: Ask) -> list[QuerySet[Any, Any]]:
    standing = DangerStatement.objects.filter(withdrawn_at=None).exclude(
        mapping__status="superseded"
    )
    goal = SafetyGoal.objects.exclude(agency_goal="").filter(danger=OuterRef("pk"))
    scale = SafetyScale.objects.exclude(anchor_0="").exclude(anchor_10="")
    whole = standing.filter(
        Exists(goal), Exists(scale.filter(scale_type="safety", danger=OuterRef("pk")))
    )
    shared = whole.exclude(state__in=["draft", "tested"])
    harm = MapEntry.objects.filter(category="harm", withdrawn_at=None).exclude(
        mapping__status="superseded"
    )
    back = SaidBack.objects.filter(danger__withdrawn_at=None, how_well="yes")
    running = ServiceStatus.objects.filter(ended_on=None)
    return [
        ask(running, "status", words=F("status"), number=Count("pk")),
        ask(harm, "harm", OF_MAP, number=Count("pk")),
        ask(harm.exclude(impact=""), "harm_impact", OF_MAP, number=Count("pk")),
        ask(standing, "dangers", OF_MAP, number=Count("pk")),
        ask(whole, "whole", OF_MAP, number=Count("pk")),
        ask(shared, "shared", OF_MAP, number=Count("pk")),
        ask(
            back, "said_back", f"danger__{OF_MAP}",
            day=Max("said_on"), number=Count("name", distinct=True),
        ),
    ]  # fmt: skip


def _of_the_children(ask: Ask) -> list[QuerySet[Any, Any]]:
    """The last day on which a child's own words were written down.

    Their numbers come with the scales.
    """
    said = MapEntry.objects.filter(
        source_type="child", is_own_words=True, withdrawn_at=None
    )
    readings = StoryReading.objects.all()
    journal = JournalEntry.objects.filter(capacity="child")
    stories = Story.objects.exclude(state="updated")
    return [
        ask(said, "child", OF_MAP, day=Max("entered_at__date")),
        ask(
            readings.exclude(child_words=""), "child", "story__family_id",
            day=Max("read_on"),
        ),
        ask(journal, "child", day=Max("happened_on")),
        ask(readings, "read", "story__family_id", day=Max("read_on")),
        ask(stories, "story", day=Max("started_at__date"), words=F("state")),
    ]  # fmt: skip


def _of_people(viewer: Viewer, ask: Ask) -> list[QuerySet[Any, Any]]:
    told = InformedStep.objects.filter(member=OuterRef("pk"), level__gte=COUNTS_FROM)
    members = NetworkMember.objects.filter(ended_on=None)
    found = FoundPerson.objects.all()
    stays = staying(viewer, NetworkMember.objects.all())
    groups = GroupSupervision.objects.filter(state__in=["held", "learned"])
    return [
        ask(members.filter(Exists(told)), "told", number=Count("pk"), words=F("side")),
        ask(members, "members", number=Count("pk")),
        ask(found, "found", "episode__family_id", number=Count("pk")),
        ask(stays, "for_life", number=Count("pk")),
        ask(PlanReview.objects.all(), "met", day=Max("held_on")),
        ask(groups, "supervised", day=Max("planned_on")),
        ask(CaseSupervision.objects.all(), "supervised", day=Max("held_on")),
    ]


def _of_the_road(ask: Ask, today: date) -> list[QuerySet[Any, Any]]:
    family = "trajectory__family_id"
    open_steps = Milestone.objects.filter(achieved_on=None, taken_off_on=None)
    ours_late = open_steps.filter(owner_kind="agency", target_on__lt=today)
    lines = CaseBottomLine.objects.exclude(state="lifted")
    meeting = RuleBottomLine.objects.filter(
        bottom_line=OuterRef("pk"), rule__withdrawn_at=None
    )
    return [
        ask(
            open_steps.filter(target_on__gte=today), "next_step", family,
            day=Min("target_on"),
        ),
        ask(
            ours_late, "ours_late", family, day=Min("target_on"), number=Count("pk")
        ),
        ask(lines, "lines", number=Count("pk")),
        ask(lines.filter(Exists(meeting)), "lines_met", number=Count("pk")),
    ]  # fmt: skip


def _of_the_plan(ask: Ask, since: date) -> list[QuerySet[Any, Any]]:
    rules = PlanRule.objects.filter(withdrawn_at=None)
    own = rules.exclude(kind=RuleKind.SERVICE_SUPPORT)
    lately = PlanCheck.objects.filter(rule=OuterRef("pk"), checked_on__gte=since)
    return [
        ask(
            SafetyPlan.objects.all(), "plan", words=F("status"), day=F("effective_from")
        ),
        ask(rules, "rules", "plan__family_id", number=Count("pk")),
        ask(own, "own_rules", "plan__family_id", number=Count("pk")),
        ask(own.filter(Exists(lately)), "tried", "plan__family_id", number=Count("pk")),
    ]


def scales_of(
    viewer: Viewer, family_ids: Sequence[UUID]
) -> dict[UUID, list[ScaleTold]]:
    """The newest numbers of each danger of these families. One query."""
    newer = ScaleRating.objects.filter(stands("rating"), supersedes=OuterRef("pk"))
    family = f"scale__danger__{OF_MAP}"
    rows = (
        ScaleRating.objects.filter(
            ~Exists(newer),
            stands("rating"),
            authority_id=viewer.in_authority(),
            answer="number",
            scale__scale_type="safety",
            scale__danger__withdrawn_at=None,
            **{f"{family}__in": family_ids},
        )
        .exclude(scale__danger__mapping__status="superseded")
        .order_by()
        .values(of=F(family), danger=F("scale__danger_id"))
        .annotate(
            last_on=Max("rated_on"),
            raters=ArrayAgg("rater_name", distinct=True),
            low=Min("value"),
            high=Max("value"),
            up=Count("pk", filter=Q(value__gt=F("supersedes__value"))),
            down=Count("pk", filter=Q(value__lt=F("supersedes__value"))),
            not_professional=Count("pk", filter=~Q(capacity="professional")),
            child_on=Max("rated_on", filter=Q(capacity="child")),
        )
    )
    found: dict[UUID, list[ScaleTold]] = defaultdict(list)
    for row in rows:
        found[row["of"]].append(
            ScaleTold(
                last_on=row["last_on"],
                raters=tuple(row["raters"]),
                low=float(row["low"]),
                high=float(row["high"]),
                up=row["up"],
                down=row["down"],
                not_professional=row["not_professional"],
                child_on=row["child_on"],
            )
        )
    return found
