"""What a meeting decided, and what that became."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from kinfold.meetings.models import MeetingDecision
from kinfold.platform.viewer import Viewer

_WHAT = ("rule", "commitment", "step")


@dataclass(frozen=True, slots=True)
class Became:
    """What a decision became: `kind` is rule, commitment or step, `id` is its row's."""

    kind: str
    id: UUID
    text: str


@dataclass(frozen=True, slots=True)
class DecisionRow:
    id: UUID
    text: str
    became: tuple[Became, ...]


def decisions_of(viewer: Viewer, meeting_id: UUID) -> tuple[DecisionRow, ...]:
    """What an authorised family's meeting decided and what it became. One query.

    Once it has ended, what was decided then is the list, in its order.
    """
    rows: Iterable[tuple[Any, ...]] = (
        MeetingDecision.objects.filter(
            authority_id=viewer.in_authority(), meeting_id=meeting_id
        )
        .order_by("position", "became__recorded_at", "became__pk")
        .values_list(
            "pk",
            "text",
            "meeting__decided",
            "became__rule_id",
            "became__rule__text",
            "became__commitment_id",
            "became__commitment__member__name",
            "became__step_id",
            "became__step__text",
        )
    )
    texts: dict[UUID, str] = {}
    became: dict[UUID, list[Became]] = defaultdict(list)
    lines: list[str] = []
    for pk, text, decided, *what in rows:
        texts[pk], lines = text, decided.splitlines()
        for kind, key, words in zip(_WHAT, what[::2], what[1::2], strict=True):
            if key is not None:
                became[pk].append(Became(kind, key, words))
    lines = lines or list(texts.values())
    standing = [(pk, text) for pk, text in texts.items() if text in lines]
    return tuple(
        DecisionRow(id=pk, text=text, became=tuple(became[pk]))
        for pk, text in sorted(standing, key=lambda one: lines.index(one[1]))
    )
