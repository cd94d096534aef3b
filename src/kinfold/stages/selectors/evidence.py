"""The dated evidence from which stages follow: two queries, for one family or many.

Every kind of evidence is a query of (family, what, day); they are asked at once, in
one statement. What a plan went through has an order, and is asked beside it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import (
    DateField,
    Exists,
    F,
    Max,
    Min,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
)
from django.db.models.functions import TruncDate

from kinfold.monitoring.models import PlanCheck
from kinfold.networks.models import InformedStep, NetworkAsk
from kinfold.planning.models import (
    PlanRule,
    PlanStep,
    RuleBottomLine,
    RuleDanger,
    SafetyPlan,
)
from kinfold.platform.models import AuditEvent
from kinfold.platform.viewer import Viewer
from kinfold.practice.models import DangerStatement, Mapping, VersionStep
from kinfold.records.models import Family
from kinfold.stages.models import Ending, ExitMeeting
from kinfold.trajectory.models import Agreement, CaseBottomLine, Milestone
from kinfold.voice.models import Story, StoryReading
from kinfold_core.practice.facts_planning import RuleKind
from kinfold_core.practice.lived_plan import HARD_MOMENT_TRIED
from kinfold_core.practice.network import Level
from kinfold_core.practice.stages import Evidence, Seen

Found = dict[str, list[date | None]]
# what is not evidence by itself, but makes some
AGREED_TODAYS = "agreed_todays"
LINE, MILESTONE = "line", "milestone"
DANGER, UNCOVERED = "danger", "uncovered"
HARD_RULE = "hard_rule"
ENDED, REOPENED = "ended", "reopened"
OPENED_AGAIN = "The record was opened again."


def evidence_of(
    viewer: Viewer, family_ids: Iterable[UUID], *, today: date
) -> dict[UUID, tuple[Seen, ...]]:
    """What shows how far the work with each of these families is, and since when.

    The caller was authorised for them. Two queries, however many families. A family
    of this authority always has some: the day its record was opened.
    """
    wanted = list(family_ids)
    authority_id = viewer.in_authority()
    found: dict[UUID, Found] = defaultdict(lambda: defaultdict(list))
    first, *others = _questions(authority_id, wanted)
    for family_id, what, day in first.union(*others, all=True):
        found[family_id][what].append(day)
    plans = _plan_steps(authority_id, wanted)
    return {
        family_id: tuple(_seen(found[family_id], plans.get(family_id, ()), today))
        for family_id in wanted
        if family_id in found
    }


def _questions(authority_id: UUID, wanted: list[UUID]) -> list[QuerySet[Any, Any]]:
    """Each kind of evidence as rows of (family, what, day)."""
    here = {"authority_id": authority_id}

    def first(rows: QuerySet[Any], what: str, day: Any, family: str = "family_id"):  # type: ignore[no-untyped-def]
        """The day that counts of each family's rows, under its name."""
        narrowed = rows.filter(**here, **{f"{family}__in": wanted}).order_by()
        told = narrowed.values(of=F(family)).annotate(what=Value(what), day=day)
        return told.values_list("of", "what", "day")

    families = Family.objects.filter(pk__in=wanted)
    return [
        first(families, Evidence.WORK_BEGUN, Min("opened_on"), "id"),
        first(
            families.exclude(closed_on=None), Evidence.CLOSED, Min("closed_on"), "id"
        ),
        *_of_the_map(first),
        *_of_people(first),
        *_of_the_road(first),
        *_of_the_plan(first),
        *_of_the_end(first),
    ]


def _of_the_map(first: Any) -> list[QuerySet[Any, Any]]:
    standing = DangerStatement.objects.filter(withdrawn_at=None)
    of_map = standing.filter(mapping=OuterRef("mapping"))
    shared = VersionStep.objects.filter(Exists(of_map), kind="shared")
    return [
        first(Mapping.objects.all(), Evidence.MAP_BEGUN, TruncDate(Min("started_at"))),
        first(shared, Evidence.SET_SHARED, Min("happened_on"), "mapping__family_id"),
        first(
            standing.exclude(mapping__status="superseded"),
            DANGER,
            TruncDate(Min("entered_at")),
            "mapping__family_id",
        ),
    ]


def _of_people(first: Any) -> list[QuerySet[Any, Any]]:
    told = InformedStep.objects.filter(level__gte=Level.HEARD, member__ended_on=None)
    begun = Story.objects.exclude(state="idea")
    return [
        first(NetworkAsk.objects.all(), Evidence.NETWORK_ASKED_FOR, Min("asked_on")),
        first(told, Evidence.NETWORK_INFORMED, Min("told_on"), "member__family_id"),
        first(begun, Evidence.EXPLANATION_DRAFTED, TruncDate(Min("started_at"))),
        first(
            StoryReading.objects.all(),
            Evidence.EXPLANATION_READ,
            Min("read_on"),
            "story__family_id",
        ),
    ]


def _of_the_road(first: Any) -> list[QuerySet[Any, Any]]:
    agreed = Agreement.objects.filter(answer="agree")
    family = "trajectory__family_id"
    # what was lifted or taken off still says when the road was first written
    lines = CaseBottomLine.objects.exclude(state="lifted")
    steps = Milestone.objects.filter(taken_off_on=None)
    return [
        first(
            agreed.exclude(immediate_plan=None),
            AGREED_TODAYS,
            Min("said_on"),
            "immediate_plan__family_id",
        ),
        first(
            CaseBottomLine.objects.filter(
                Exists(lines.filter(family=OuterRef("family")))
            ),
            LINE,
            Min("set_on"),
        ),
        first(
            Milestone.objects.filter(
                Exists(steps.filter(trajectory=OuterRef("trajectory")))
            ),
            MILESTONE,
            TruncDate(Min("written_at")),
            family,
        ),
        first(
            agreed.filter(worker=None).exclude(trajectory=None),
            Evidence.ROAD_AGREED,
            Min("said_on"),
            family,
        ),
    ]


def _of_the_plan(first: Any) -> list[QuerySet[Any, Any]]:
    own = ~Q(rule__kind=RuleKind.SERVICE_SUPPORT) & Q(rule__withdrawn_at=None)
    dangers = (
        DangerStatement.objects.filter(withdrawn_at=None)
        .exclude(mapping__status="superseded")
        .exclude(Exists(RuleDanger.objects.filter(own, danger=OuterRef("pk"))))
    )
    meeting = RuleBottomLine.objects.filter(
        bottom_line=OuterRef("pk"), rule__withdrawn_at=None
    )
    lines = CaseBottomLine.objects.exclude(state="lifted").exclude(Exists(meeting))
    tried = (
        PlanCheck.objects.filter(rule=OuterRef("pk"), kind__in=HARD_MOMENT_TRIED)
        .exclude(worked="no")
        .order_by("checked_on")
        .values("checked_on")[:1]
    )
    hard = PlanRule.objects.filter(
        kind=RuleKind.TRIGGER_RESPONSE, withdrawn_at=None
    ).annotate(tried_on=Subquery(tried, output_field=DateField()))
    return [
        first(
            SafetyPlan.objects.all(), Evidence.PLAN_BEGUN, TruncDate(Min("begun_at"))
        ),
        first(dangers, UNCOVERED, TruncDate(Min("entered_at")), "mapping__family_id"),
        first(lines, UNCOVERED, Min("set_on")),
        first(hard, HARD_RULE, F("tried_on"), "plan__family_id"),
    ]


def _of_the_end(first: Any) -> list[QuerySet[Any, Any]]:
    meetings = ExitMeeting.objects.all()
    opened = AuditEvent.objects.filter(action="family.reopened")
    newer = ExitMeeting.objects.filter(
        family=OuterRef("family"), recorded_at__gt=OuterRef("recorded_at")
    )
    newest = meetings.exclude(Exists(newer))
    return [
        first(meetings, Evidence.CLOSING_BEGUN, F("held_on")),
        first(newest.filter(still_open=[]), Evidence.CLOSING_READY, F("held_on")),
        first(Ending.objects.all(), ENDED, Max("ended_on")),
        first(opened, REOPENED, TruncDate(Max("at"))),
    ]


def _plan_steps(
    authority_id: UUID, wanted: list[UUID]
) -> dict[UUID, list[tuple[str, date, str]]]:
    """What each family's plan went through, in order. One query."""
    rows = (
        PlanStep.objects.filter(authority_id=authority_id, plan__family_id__in=wanted)
        .filter(step__in=["live", "resumed", "suspended", "demonstrated"])
        .order_by("recorded_at", "pk")
        .values_list("plan__family_id", "step", "taken_on", "words")
    )
    found: dict[UUID, list[tuple[str, date, str]]] = defaultdict(list)
    for family_id, step, day, words in rows:
        found[family_id].append((step, day, words))
    return found


_AS_FOUND = (
    Evidence.WORK_BEGUN,
    Evidence.MAP_BEGUN,
    Evidence.SET_SHARED,
    Evidence.NETWORK_ASKED_FOR,
    Evidence.NETWORK_INFORMED,
    Evidence.EXPLANATION_DRAFTED,
    Evidence.EXPLANATION_READ,
    Evidence.ROAD_AGREED,
    Evidence.PLAN_BEGUN,
)
# Typed in after the fact, these tell when somebody wrote; they were begun before what
# they led to.
_LED_TO = {
    Evidence.MAP_BEGUN: Evidence.SET_SHARED,
    Evidence.EXPLANATION_DRAFTED: Evidence.EXPLANATION_READ,
    Evidence.PLAN_BEGUN: Evidence.PLAN_LIVE,
}


def _seen(
    found: Found, steps: Iterable[tuple[str, date, str]], today: date
) -> Iterable[Seen]:
    lived = list(_lived(steps))
    yield from lived
    live = [one.since for one in lived if one.evidence is Evidence.PLAN_LIVE]
    known = found | {Evidence.PLAN_LIVE: live}
    for evidence in _AS_FOUND:
        days = _days(found, evidence)
        if days:
            led_to = known.get(_LED_TO.get(evidence, ""), [])
            yield Seen(evidence, min([*days, *(day for day in led_to if day)]))
    yield from _ended(found)
    agreed = [*_days(found, AGREED_TODAYS), *live]
    if agreed:
        yield Seen(Evidence.IMMEDIATE_PLAN_AGREED, min(agreed))
    yield from _road_written(found)
    if live:
        yield Seen(Evidence.PLAN_COVERS_ALL, min(live))
    elif found[Evidence.PLAN_BEGUN] and found[DANGER] and not found[UNCOVERED]:
        yield Seen(Evidence.PLAN_COVERS_ALL, today)
    hard = found[HARD_RULE]
    if live and hard and None not in hard:
        yield Seen(Evidence.PLAN_TESTED, max(_days(found, HARD_RULE)))


def _days(found: Found, what: str) -> list[date]:
    return [day for day in found[what] if day is not None]


def _ended(found: Found) -> Iterable[Seen]:
    """The meeting to end and the end; what was before a reopening stood until then."""
    opened = max(_days(found, REOPENED), default=None)
    closed = _days(found, Evidence.CLOSED)
    for evidence in (Evidence.CLOSING_BEGUN, Evidence.CLOSING_READY):
        days = _days(found, evidence)
        before = [day for day in days if opened and day < opened]
        after = [day for day in days if not opened or day >= opened]
        if before:
            yield Seen(evidence, min(before), opened, OPENED_AGAIN)
        if after:
            yield Seen(evidence, min(after))
    ended = _days(found, ENDED)
    if opened and ended and not closed:
        yield Seen(Evidence.CLOSED, max(ended), opened, OPENED_AGAIN)
    if closed:
        yield Seen(Evidence.CLOSED, max(closed))


def _road_written(found: Found) -> Iterable[Seen]:
    """From the first day that both a bottom line and a step stood on it.

    It was written before anybody agreed to it, also when it was typed in later.
    """
    lines, milestones = _days(found, LINE), _days(found, MILESTONE)
    if lines and milestones:
        written = max(min(lines), min(milestones))
        yield Seen(
            Evidence.ROAD_WRITTEN, min([written, *_days(found, Evidence.ROAD_AGREED)])
        )


_BEGINS = {
    "live": Evidence.PLAN_LIVE,
    "resumed": Evidence.PLAN_LIVE,
    "demonstrated": Evidence.PLAN_DEMONSTRATED,
}


def _lived(steps: Iterable[tuple[str, date, str]]) -> Iterable[Seen]:
    """From when until when a plan was live, and was shown to work."""
    running: dict[Evidence, date] = {}
    for step, day, words in steps:
        if step in _BEGINS:
            running.setdefault(_BEGINS[step], day)
            continue
        for evidence, since in running.items():
            yield Seen(evidence, since, max(day, since), words)
        running = {}
    for evidence, since in running.items():
        yield Seen(evidence, since)
