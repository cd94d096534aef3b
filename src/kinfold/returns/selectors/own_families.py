"""Families, children, networks and maps of Kinfold's own record, as rows to count on.

Nobody's words and nobody's name leave these functions: days, numbers, pseudonyms. Each
reads one table for the whole authority, some thousand rows at a time. A child who was
written down twice, and joined, is told of once, by the record that stands.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final
from uuid import UUID

from django.db.models import F, Min, Q
from django.db.models.functions import TruncDate
from django.utils import timezone

from kinfold.networks.models import NetworkMember
from kinfold.platform.models import AuditEvent
from kinfold.platform.viewer import Viewer
from kinfold.practice.models import DangerStatement, Mapping
from kinfold.practice.taken_back import words_gone
from kinfold.records.models import FamilyMember, Person, ServiceStatus
from kinfold.records.selectors.lists import CHILD_PARTS
from kinfold.returns.selectors.pseudonyms import (
    AT_ONCE,
    Row,
    children_of,
    record_of,
)
from kinfold.returns.stretches import Stretch, joined, local_day, overlap, stretches
from kinfold_core.practice.taken_back import without
from kinfold_measures.returns.structure import structure_of

SEXES: Final = {Person.Sex.FEMALE: "F", Person.Sex.MALE: "M"}


def people(viewer: Viewer) -> Iterator[Row]:
    """The children, but none who was lost before birth: no work is owed to them.

    The month of a birth is enough for an age band, so no more is told.
    """
    record = record_of(viewer)
    codes = structure_of("kinfold").modules["person"].fields["ethnicity"].codes
    known = codes.years if codes else {}
    children = children_of(viewer)
    found = Person.objects.filter(
        authority_id=record.authority_id, is_lost=False, merged_into=None
    )
    for one in found.order_by("pk").iterator(chunk_size=AT_ONCE):
        if one.pk not in children:
            continue
        born, latest = _month(one.born_earliest_on), _month(one.born_latest_on)
        code = one.ethnicity_code
        yield {
            "child_id": record.told(one.pk),
            "date_of_birth": born if born == latest else None,
            "expected_date_of_birth": _month(one.due_on) if one.is_unborn else None,
            "sex": SEXES.get(Person.Sex(one.sex), "U"),
            "ethnicity": code if code in known else None,
        }


def _month(day: date | None) -> date | None:
    return day.replace(day=1) if day else None


def family_children(viewer: Viewer) -> Iterator[Row]:
    """Each child's time in a family: once, from the first day that any record has.

    In parts where the family's record was closed and opened again.
    """
    record = record_of(viewer)
    children, gaps = children_of(viewer), _times_closed(viewer)
    fields = "person", "family", "family__opened_on", "joined_on", "family__closed_on"
    found = FamilyMember.objects.filter(
        authority_id=record.authority_id, part__in=CHILD_PARTS
    ).order_by("pk")
    times: dict[tuple[UUID, UUID], Stretch[bool]] = {}
    for child, family, opened, came, closed, left in found.values_list(
        *fields, "left_on"
    ).iterator(chunk_size=AT_ONCE):
        if child not in children:
            continue
        start = max(opened, came or opened)
        end = min((day for day in (closed, left) if day), default=None)
        time = Stretch(closed is not None, start, max(end, start) if end else None)
        key = children[child], family
        times[key] = joined(times[key], time) if key in times else time
    for (child, family), time in times.items():
        for part in _around(gaps.get(family, ()), time):
            yield {
                "child_id": record.told(child),
                "family": record.told(family),
                "start_date": part.start,
                "end_date": part.end,
                "is_closed": part.what,
            }


def _times_closed(viewer: Viewer) -> dict[UUID | None, list[tuple[date, date]]]:
    """When each family's record was closed before it was opened again.

    A record says only whether it is closed now; the day it had closed on before stands
    in the audit.
    """
    opened_again = AuditEvent.objects.filter(
        authority_id=viewer.in_authority(), action="family.reopened"
    )
    gaps: dict[UUID | None, list[tuple[date, date]]] = {}
    for family, changes, at in opened_again.order_by("at", "pk").values_list(
        "family_id", "changes", "at"
    ):
        closed = date.fromisoformat(changes["closed_on"][0])
        gaps.setdefault(family, []).append((closed, timezone.localdate(at)))
    return gaps


def _around(
    gaps: Iterable[tuple[date, date]], time: Stretch[bool]
) -> Iterator[Stretch[bool]]:
    """What is left of a time in a family without those in which it was closed."""
    start = time.start
    for closed, opened in gaps:
        if closed == opened or (time.end and time.end <= closed):
            continue
        if start <= closed:
            # it did not stay closed, so nobody is asked afterwards
            yield Stretch(False, start, closed)
        if time.end and time.end <= opened:
            return
        start = max(start, opened)
    yield Stretch(time.what, start, time.end)


def service_statuses(viewer: Viewer) -> Iterator[Row]:
    """What each child has, and once where two joined records have it together."""
    record = record_of(viewer)
    children = children_of(viewer)
    found = ServiceStatus.objects.filter(authority_id=record.authority_id)
    fields = "child", "family", "status", "started_on", "ended_on"
    told: dict[tuple[UUID, UUID, str], list[Stretch[str]]] = {}
    for child, family, status, start, end in (
        found.order_by("started_on", "pk")
        .values_list(*fields)
        .iterator(chunk_size=AT_ONCE)
    ):
        if child not in children:
            continue
        time = Stretch(status, start, end)
        times = told.setdefault((children[child], family, status), [])
        if times and overlap(times[-1], time):
            times[-1] = joined(times[-1], time)
        else:
            times.append(time)
    for (child, family, status), times in told.items():
        for time in times:
            yield {
                "child_id": record.told(child),
                "family": record.told(family),
                "status": status,
                "start_date": time.start,
                "end_date": time.end,
            }


def network_people(viewer: Viewer) -> Iterator[Row]:
    """Somebody, from the day they joined, for as long as they knew as much."""
    record = record_of(viewer)
    found = NetworkMember.objects.filter(authority_id=record.authority_id)
    for one in (
        found.prefetch_related("informed_steps")
        .order_by("pk")
        .iterator(chunk_size=AT_ONCE)
    ):
        level, steps = 0, [(one.started_on, 0)]
        for step in sorted(one.informed_steps.all(), key=lambda step: step.told_on):
            # nobody is ever told less (I6)
            level = max(level, step.level)
            steps.append((step.told_on, level))
        for stretch in stretches(steps, until=one.ended_on):
            yield {
                "family": record.told(one.family_id),
                "member": record.told(one.pk),
                "side": one.side or None,
                "level": stretch.what,
                "start_date": stretch.start,
                "end_date": stretch.end,
            }


def family_maps(viewer: Viewer) -> Iterator[Row]:
    record = record_of(viewer)
    shared = Min("steps__happened_on", filter=Q(steps__kind="shared"))
    begun = TruncDate("started_at")
    for family, mapping, start, given in record.rows(
        Mapping, "family", "pk", begun=begun, shared=shared
    ):
        yield {
            "family": record.told(family),
            "mapping": record.told(mapping),
            "start_date": start,
            "shared_date": given,
        }


def danger_statements(viewer: Viewer) -> Iterator[Row]:
    """Each with the first days on which its words held a goal and a whole scale."""
    record = record_of(viewer)
    found = DangerStatement.objects.filter(authority_id=record.authority_id)
    for one in (
        found.annotate(
            family=F("mapping__family"),
            start=TruncDate("entered_at"),
            end=TruncDate("withdrawn_at"),
            gone=words_gone("pk"),
        )
        .prefetch_related("revisions")
        .order_by("pk")
        .iterator(chunk_size=AT_ONCE)
    ):
        known = one.__dict__
        # what a child took back was no goal of anybody's
        said = [
            (each.changed_at, without(each.words, known["gone"]))
            for each in one.revisions.all()
        ]
        goals = [
            day
            for day, words in said
            if words.get("agency_goal") or words.get("family_goal")
        ]
        scales = [
            day
            for day, words in said
            if words.get("anchor_0") and words.get("anchor_10")
        ]
        yield {
            "family": record.told(known["family"]),
            "danger": record.told(one.pk),
            "start_date": known["start"],
            "end_date": known["end"],
            "goal_date": local_day(min(goals, default=None)),
            "scale_date": local_day(min(scales, default=None)),
        }
