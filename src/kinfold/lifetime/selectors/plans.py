"""The meetings, the plans they led to, and what was decided."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from kinfold.family_finding.models import BlendedMeeting, FindingDecision, FindingPlan
from kinfold.platform.viewer import Viewer
from kinfold_core.practice.family_finding.logs import DecidedRow, MeetingRow, PlanRow


def meetings_of(viewer: Viewer, episode_id: UUID) -> tuple[MeetingRow, ...]:
    """Every blended-perspectives meeting with its voices, newest first. One query."""
    rows = (
        BlendedMeeting.objects.filter(
            authority_id=viewer.in_authority(), episode_id=episode_id
        )
        .order_by("-held_on", "-recorded_at", "voices__pk")
        .values_list(
            "pk", "held_on", "family_here", "staff_here", "agenda", "needs",
            "meeting_id", "voices__perspective", "voices__speaker", "voices__words",
        )
    )  # fmt: skip
    meetings: dict[UUID, tuple[list[Any], list[tuple[str, str, str]]]] = {}
    for row in rows:
        _, voices = meetings.setdefault(row[0], (list(row[:7]), []))
        if row[7]:
            voices.append(row[7:])
    return tuple(
        MeetingRow(
            pk, day, tuple(family), tuple(staff), agenda, needs, tuple(voices), sat
        )
        for (pk, day, family, staff, agenda, needs, sat), voices in meetings.values()
    )


def plans_of(viewer: Viewer, episode_id: UUID) -> tuple[PlanRow, ...]:
    """Plans A, B, C. One query."""
    rows = FindingPlan.objects.filter(
        authority_id=viewer.in_authority(), episode_id=episode_id
    ).order_by("letter")
    return tuple(
        PlanRow(*row)
        for row in rows.values_list(
            "pk", "letter", "what", "in_law", "who_stays", "supports", "made_on"
        )
    )


def decisions_of(viewer: Viewer, episode_id: UUID) -> tuple[DecidedRow, ...]:
    """What was decided, the newest first. One query."""
    rows = FindingDecision.objects.filter(
        authority_id=viewer.in_authority(), episode_id=episode_id
    ).order_by("-decided_on", "-recorded_at")
    found = rows.values_list(
        "plan__letter", "fallback__letter", "decided_on", "decided_by", "reason",
        "child_view", "who_stays",
    )  # fmt: skip
    return tuple(
        DecidedRow(letter, fallback or "", day, by, reason, child_view, who_stays)
        for letter, fallback, day, by, reason, child_view, who_stays in found
    )
