"""What the forms of Family Finding learn: plain values, no models."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from kinfold_core.practice.family_finding.typed import ConnectionLine, PlaceLine


@dataclass(frozen=True, slots=True, kw_only=True)
class EpisodeDetails:
    child_id: UUID
    child_name: str
    trigger: str
    coordinator: str
    started_on: date
    target_people: int = 40
    target_plans: int = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class StageDetails:
    set_on: date
    child_words: str
    consent: str
    safety: str = ""
    not_to_contact: str = ""
    is_adoption_private: bool = False
    is_screen_complete: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseDetails:
    outcome: str
    ended_reason: str
    ended_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class WishDetails:
    wish: str
    words: str
    seen_by: str
    said_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckDetails:
    result: str
    words: str
    checked_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchDetails:
    source: str
    query: str
    searched_on: date
    searched_by: str
    basis: str
    basis_words: str
    result: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AttemptDetails:
    method: str
    message: str
    attempted_on: date
    allowed_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyDetails:
    willing: str
    words: str
    knows: str = ""
    offers: str = ""
    replied_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacesDetails:
    drawn_on: date
    places: tuple[PlaceLine, ...]
    needs: tuple[str, ...] = ()
    child_words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ConnectionsDetails:
    moment: str
    drawn_on: date
    connections: tuple[ConnectionLine, ...]
    child_words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingDetails:
    """`voices`: perspective, speaker and words of each.

    `meeting_id`: the meeting of family and network that it was, when it was one.
    """

    held_on: date
    family_here: tuple[str, ...]
    staff_here: tuple[str, ...] = ()
    agenda: str = ""
    needs: str
    voices: tuple[tuple[str, str, str], ...] = ()
    meeting_id: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanDetails:
    what: str
    in_law: str
    who_stays: str = ""
    supports: str = ""
    made_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionDetails:
    plan_id: UUID
    fallback_id: UUID | None = None
    decided_on: date
    decided_by: str
    reason: str
    child_view: str
    who_stays: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferCheckDetails:
    realistic: str
    is_tested: bool = False
    words: str
    gap: str = ""
    gap_owner: str = ""
    checked_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class LifetimeDetails:
    words: str
    rhythm: str
    crisis: str = ""
    transition: str = ""
    agreed_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerDetails:
    month: int
    is_active: bool
    words: str
    asked_on: date
