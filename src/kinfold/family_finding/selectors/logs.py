"""What was written down around an episode, page by page."""

from __future__ import annotations

from collections import defaultdict
from uuid import UUID

from django.db.models import (
    BooleanField,
    Case,
    CharField,
    Exists,
    F,
    OuterRef,
    TextField,
    Value,
    When,
)
from django.db.models.functions import Cast

from kinfold.family_finding.models import (
    BlendedMeeting,
    ContactAttempt,
    ContactReply,
    FindingPlan,
    FindingSearch,
    FindingStage,
    LifetimeMember,
)
from kinfold.networks.models import NetworkMember
from kinfold.networks.selectors import staying
from kinfold.platform.viewer import Viewer
from kinfold_core.practice.family_finding.logs import (
    MeetingRow,
    PlanRow,
    ReachRow,
    SearchRow,
    StageRow,
    StayAnswer,
    StayRow,
)

EMPTY = Cast(Value(""), TextField())


def reaches_of(viewer: Viewer, episode_id: UUID) -> dict[UUID, list[ReachRow]]:
    """Every attempt and answer of each person, oldest first. One query."""
    here = {
        "authority_id": viewer.in_authority(),
        "found__episode_id": episode_id,
    }
    tried = ContactAttempt.objects.filter(**here).values_list(
        "found_id",
        Value(False, BooleanField()),
        "attempted_on",
        Cast("method", CharField()),
        Cast("message", TextField()),
        EMPTY,
        EMPTY,
        "recorded_at",
    )
    answered = ContactReply.objects.filter(**here).values_list(
        "found_id",
        Value(True, BooleanField()),
        "replied_on",
        Cast("willing", CharField()),
        Cast("words", TextField()),
        "knows",
        "offers",
        "recorded_at",
    )
    found: dict[UUID, list[ReachRow]] = defaultdict(list)
    for *row, _ in sorted(tried.union(answered, all=True), key=lambda r: (r[2], r[7])):
        found[row[0]].append(ReachRow(*row))
    return found


def searches_of(viewer: Viewer, episode_id: UUID) -> tuple[SearchRow, ...]:
    """Every search, the newest first. One query."""
    rows = FindingSearch.objects.filter(
        authority_id=viewer.in_authority(), episode_id=episode_id
    ).order_by("-searched_on", "-recorded_at")
    return tuple(
        SearchRow(*row)
        for row in rows.values_list(
            "source", "query", "searched_on", "searched_by", "basis", "basis_words",
            "result",
        )
    )  # fmt: skip


def stage_of(viewer: Viewer, episode_id: UUID) -> StageRow | None:
    """The stage as it is set now. One query."""
    row = (
        FindingStage.objects.filter(
            authority_id=viewer.in_authority(), episode_id=episode_id
        )
        .order_by("-recorded_at", "-pk")
        .values_list(
            "pk", "set_on", "child_words", "consent", "safety", "not_to_contact",
            "is_adoption_private", "is_screen_complete",
        )
        .first()
    )  # fmt: skip
    return StageRow(*row) if row else None


def meetings_of(viewer: Viewer, episode_id: UUID) -> tuple[MeetingRow, ...]:
    """Every blended-perspectives meeting with its voices, newest first. One query."""
    rows = (
        BlendedMeeting.objects.filter(
            authority_id=viewer.in_authority(), episode_id=episode_id
        )
        .order_by("-held_on", "-recorded_at", "voices__pk")
        .values_list(
            "pk", "held_on", "family_here", "staff_here", "agenda", "needs",
            "voices__perspective", "voices__speaker", "voices__words",
        )
    )  # fmt: skip
    meetings: dict[UUID, tuple[list[object], list[tuple[str, str, str]]]] = {}
    for row in rows:
        _, voices = meetings.setdefault(row[0], (list(row[:6]), []))
        if row[6]:
            voices.append(row[6:])
    return tuple(
        MeetingRow(pk, day, tuple(family), tuple(staff), agenda, needs, tuple(voices))  # type: ignore[arg-type]
        for (pk, day, family, staff, agenda, needs), voices in meetings.values()
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


def stays_of(viewer: Viewer, episode_id: UUID) -> tuple[StayRow, ...]:
    """Everybody who stays for life, with what they said since. One query."""
    member = staying(
        viewer, NetworkMember.objects.filter(pk=OuterRef("found__member_id"))
    )
    rows = (
        LifetimeMember.objects.filter(
            authority_id=viewer.in_authority(), found__episode_id=episode_id
        )
        .annotate(
            by_network=Case(
                When(found__member=None, then=Value(None)),
                default=Exists(member),
                output_field=BooleanField(null=True),
            )
        )
        .order_by("agreed_on", "pk", "answers__month", "answers__recorded_at")
        .values_list(
            "pk", "found_id", F("found__name"), "words", "rhythm", "crisis",
            "transition", "agreed_on", "by_network", "answers__month",
            "answers__is_active", "answers__words", "answers__asked_on",
        )
    )  # fmt: skip
    stays: dict[UUID, tuple[tuple[object, ...], list[StayAnswer]]] = {}
    for row in rows:
        _, answers = stays.setdefault(row[0], (row[:9], []))
        if row[9]:
            answers.append(StayAnswer(*row[9:]))
    return tuple(
        StayRow(*known[:8], answers=tuple(answers), by_network=known[8])  # type: ignore[arg-type,misc]
        for known, answers in stays.values()
    )
