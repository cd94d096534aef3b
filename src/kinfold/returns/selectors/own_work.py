"""Plans, meetings and what was done, of Kinfold's own record, as rows to count on.

As in `own_families`: days, numbers, pseudonyms, and nobody's words.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import Min, Prefetch

from kinfold.child_tools.models import ChildToolSession
from kinfold.family_finding.models import FindingEpisode, FoundPerson
from kinfold.kinship.models import KinshipOption
from kinfold.long_haul.models import CheckIn
from kinfold.meetings.models import Meeting
from kinfold.planning.models import PlanRule, PlanStep, SafetyPlan
from kinfold.platform.viewer import Viewer
from kinfold.practice.models import ScaleRating
from kinfold.returns.selectors.pseudonyms import (
    AT_ONCE,
    Row,
    children_of,
    record_of,
)
from kinfold.returns.stretches import local_day, stretches
from kinfold_core.practice.network_meeting import FAMILY_GROUP, NETWORK_MEETING

Step = PlanStep.Step
BEGINS, ENDS = (Step.LIVE, Step.RESUMED), Step.SUSPENDED


def live_plans(viewer: Viewer) -> Iterator[Row]:
    """Each version of a plan for as long as it was in force, and who carried it."""
    record = record_of(viewer)
    plans = SafetyPlan.objects.filter(authority_id=record.authority_id)
    for plan in (
        plans.prefetch_related(
            Prefetch("steps", PlanStep.objects.order_by("taken_on", "recorded_at")),
            "versions",
        )
        .order_by("pk")
        .iterator(chunk_size=AT_ONCE)
    ):
        words = {one.version: one.words for one in plan.versions.all()}
        steps = [
            (step.taken_on, None if step.step == ENDS else words.get(step.version))
            for step in plan.steps.all()
            if step.step == ENDS or step.step in BEGINS
        ]
        for stretch in stretches(steps):
            rules = [
                r for r in stretch.what if r["kind"] != PlanRule.Kind.SERVICE_SUPPORT
            ]
            yield {
                "family": record.told(plan.family_id),
                "plan": record.told(plan.pk),
                "start_date": stretch.start,
                "end_date": stretch.end,
                "rules": len(rules),
                "family_rules": sum(_is_the_familys(rule) for rule in rules),
            }


def _is_the_familys(rule: dict[str, Any]) -> bool:
    """Somebody carries it, and no worker does."""
    carriers = rule["carriers"]
    return bool(carriers) and not any(one["worker_id"] for one in carriers)


def family_meetings(viewer: Viewer) -> Iterator[Row]:
    record = record_of(viewer)
    meetings = Meeting.objects.filter(authority_id=record.authority_id)
    for one in (
        meetings.prefetch_related("accounts", "attendances")
        .order_by("pk")
        .iterator(chunk_size=AT_ONCE)
    ):
        accounts = sorted(one.accounts.all(), key=lambda each: each.recorded_at)
        account = accounts[-1] if accounts else None
        there = [each.capacity for each in one.attendances.all()]
        professionals = there.count(ScaleRating.As.PROFESSIONAL)
        yield {
            "family": record.told(one.family_id),
            "meeting": record.told(one.pk),
            "meeting_date": local_day(one.started_at),
            "kind": _kind(one.kind, account.counts_as if account else []),
            "family_people": len(there) - professionals,
            "professionals": professionals,
            "private_minutes": account.private_minutes if account else None,
        }


def _kind(kind: str, counts_as: list[str]) -> str:
    """What a meeting was. A conference is one, whatever else it counts as."""
    if kind == Meeting.Kind.CONFERENCE:
        return kind
    for wider in (FAMILY_GROUP, NETWORK_MEETING):
        if wider in counts_as:
            return wider
    return NETWORK_MEETING if kind == Meeting.Kind.FAMILY else kind


def child_voice(viewer: Viewer) -> Iterator[Row]:
    record = record_of(viewer)
    children = children_of(viewer)
    fields = "child", "family", "pk", "happened_on", "response_due_on"
    answered = Min("responses__answered_on")
    for child, family, session, said, due, first in record.rows(
        ChildToolSession, *fields, answered=answered
    ):
        if child not in children:
            continue
        yield {
            "child_id": record.told(children[child]),
            "family": record.told(family),
            "session": record.told(session),
            "said_date": said,
            "due_date": due,
            "answered_date": first,
        }


def kinship_options(viewer: Viewer) -> Iterator[Row]:
    record = record_of(viewer)
    children = children_of(viewer)
    options = KinshipOption.objects.filter(authority_id=record.authority_id)
    for one in (
        options.prefetch_related("steps").order_by("pk").iterator(chunk_size=AT_ONCE)
    ):
        # one for every child of the family names none of them
        child = children.get(one.child_id) if one.child_id else None
        if one.child_id and not child:
            continue
        steps = sorted(
            one.steps.all(), key=lambda step: (step.decided_on, step.recorded_at)
        )
        offered = [step.decided_on for step in steps if step.step == "offered"]
        is_a_no = bool(steps) and steps[-1].step == "declined"
        yield {
            "child_id": record.told(child),
            "family": record.told(one.family_id),
            "option": record.told(one.pk),
            "side": one.side,
            "start_date": _first(local_day(one.entered_at), *offered),
            "offered_date": _first(*offered),
            "declined_date": steps[-1].decided_on if is_a_no else None,
        }


def _first(*days: date | None) -> date | None:
    return min((day for day in days if day), default=None)


def finding_episodes(viewer: Viewer) -> Iterator[Row]:
    record = record_of(viewer)
    children = children_of(viewer)
    fields = "child", "family", "pk", "started_on", "ended_on", "target_people"
    for child, family, finding, start, end, most in record.rows(
        FindingEpisode, *fields
    ):
        if child not in children:
            continue
        yield {
            "child_id": record.told(children[child]),
            "family": record.told(family),
            "finding": record.told(finding),
            "start_date": start,
            "end_date": end,
            "aims_for": most,
        }


def found_people(viewer: Viewer) -> Iterator[Row]:
    record = record_of(viewer)
    fields = "episode__family", "pk", "episode", "side", "found_on"
    for family, found, finding, side, day in record.rows(FoundPerson, *fields):
        yield {
            "family": record.told(family),
            "found": record.told(found),
            "finding": record.told(finding),
            "side": side,
            "found_date": day,
        }


def long_haul_checks(viewer: Viewer) -> Iterator[Row]:
    """Once for each day and month, however many were asked."""
    record = record_of(viewer)
    checks = CheckIn.objects.filter(authority_id=record.authority_id)
    fields = "family", "closed_on", "month", "heard_on"
    found = checks.order_by(*fields).values_list(*fields).distinct()
    for family, closed, month, heard in found.iterator(chunk_size=AT_ONCE):
        yield {
            "family": record.told(family),
            "closed_date": closed,
            "month": month,
            "heard_date": heard,
        }
