"""Meetings, plans, what was decided, and what is offered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from kinfold.family_finding.models import FindingVoice
from kinfold.family_finding.presenters.parts import part_url
from kinfold.platform.components import Tone
from kinfold_core.people.dates import day_in_words
from kinfold_core.practice.family_finding.logs import (
    DecidedRow,
    MeetingRow,
    OfferRow,
    PlanRow,
)
from kinfold_core.practice.family_finding.promises import (
    PromiseRow,
    kept_said,
    promise_said,
)
from kinfold_core.practice.family_finding.rows import EpisodeRow
from kinfold_core.practice.family_finding.said import (
    decided_said,
    gap_said,
    tested_said,
    who_came,
)
from kinfold_core.practice.family_finding.words import Permanence, Sure

CHECK = "lifetime:check-offer"
VOICES = (
    (FindingVoice.Perspective.HOPE, "Hopes"),
    (FindingVoice.Perspective.WORRY, "Worries"),
    (FindingVoice.Perspective.NEED, "What each one sees is needed"),
)
REAL: dict[str, tuple[str, Tone]] = {
    "": ("Not looked at", "calm"),
    Sure.YES: ("Realistic", "well"),
    Sure.NO: ("Not as it is", "attention"),
    Sure.UNSURE: ("Nobody knows yet", "needs"),
}


@dataclass(frozen=True, slots=True)
class MeetingCard:
    row: MeetingRow
    title: str
    came: str
    voices: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class PlanCard:
    row: PlanRow
    title: str
    in_law: str
    place: str


@dataclass(frozen=True, slots=True)
class OfferCard:
    row: OfferRow
    state: str
    tone: Tone
    tested: str
    gap: str
    url: str


@dataclass(frozen=True, slots=True)
class PromiseCard:
    name: str
    said: str
    url: str
    state: str
    tone: str


@dataclass(frozen=True, slots=True)
class PlansPage:
    meetings: tuple[MeetingCard, ...]
    plans: tuple[PlanCard, ...]
    decisions: tuple[tuple[str, DecidedRow], ...]
    offers: tuple[OfferCard, ...]
    promises: tuple[PromiseCard, ...]


def plans_page(
    family_id: UUID,
    episode: EpisodeRow,
    *,
    meetings: Sequence[MeetingRow],
    plans: Sequence[PlanRow],
    decisions: Sequence[DecidedRow],
    offers: Sequence[OfferRow],
    promises: Sequence[PromiseRow],
) -> PlansPage:
    now = decisions[0] if decisions else None
    return PlansPage(
        meetings=tuple(_meeting(one) for one in meetings),
        plans=tuple(_plan(one, now) for one in plans),
        decisions=tuple((decided_said(one), one) for one in decisions),
        offers=tuple(
            _offer(one, part_url(family_id, episode, CHECK, one.found_id))
            for one in offers
        ),
        promises=tuple(
            PromiseCard(
                one.name,
                promise_said(one),
                part_url(family_id, episode, CHECK, one.found_id),
                *kept_said(one),
            )
            for one in promises
        ),  # fmt: skip
    )


def _meeting(row: MeetingRow) -> MeetingCard:
    return MeetingCard(
        row=row,
        title=f"Met on {day_in_words(row.day)}",
        came=who_came(row),
        voices=tuple(
            (
                title,
                tuple(
                    f"{speaker}: {words}"
                    for one, speaker, words in row.voices
                    if one == kind
                ),
            )
            for kind, title in VOICES
            if any(one == kind for one, _, _ in row.voices)
        ),
    )


def _plan(row: PlanRow, now: DecidedRow | None) -> PlanCard:
    place = ""
    if now and now.letter == row.letter:
        place = "Decided"
    elif now and now.fallback == row.letter:
        place = "If that cannot be"
    return PlanCard(
        row=row,
        title=f"Plan {row.letter}",
        in_law=f"In law: {Permanence(row.in_law).label}.",
        place=place,
    )


def _offer(row: OfferRow, url: str) -> OfferCard:
    state, tone = REAL[row.realistic]
    return OfferCard(row, state, tone, tested_said(row), gap_said(row), url)
