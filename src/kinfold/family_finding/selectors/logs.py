"""What was written down around an episode, page by page."""

from __future__ import annotations

from collections import defaultdict
from uuid import UUID

from django.db.models import (
    BooleanField,
    CharField,
    TextField,
    Value,
)
from django.db.models.functions import Cast

from kinfold.family_finding.models import (
    ContactAttempt,
    ContactReply,
    FindingSearch,
    FindingStage,
)
from kinfold.platform.viewer import Viewer
from kinfold_core.practice.family_finding.logs import (
    ReachRow,
    SearchRow,
    StageRow,
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
