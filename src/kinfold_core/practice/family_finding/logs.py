"""What was written down around an episode, a row each, for its pages."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from kinfold_core.practice.family_finding.typed import ConnectionLine, PlaceLine


@dataclass(frozen=True, slots=True)
class ReachRow:
    """An attempt to reach somebody, or what they answered. `how`: method or willing."""

    found_id: UUID
    is_reply: bool
    day: date
    how: str
    words: str
    knows: str
    offers: str


@dataclass(frozen=True, slots=True)
class SearchRow:
    source: str
    query: str
    day: date
    by: str
    basis: str
    basis_words: str
    result: str


@dataclass(frozen=True, slots=True)
class StageRow:
    """The stage as it was set, the newest one. `id` says which."""

    id: UUID
    set_on: date
    child_words: str
    consent: str
    safety: str
    not_to_contact: str
    is_adoption_private: bool
    is_screen_complete: bool


@dataclass(frozen=True, slots=True)
class ConnectionPicture:
    """A connectedness map of one day, with everybody on it."""

    id: UUID
    moment: str
    day: date
    child_words: str
    people: tuple[ConnectionLine, ...]


@dataclass(frozen=True, slots=True)
class PlacesPicture:
    """A mobility map of one day, its places in their order."""

    id: UUID
    day: date
    child_words: str
    needs: tuple[str, ...]
    places: tuple[PlaceLine, ...]


@dataclass(frozen=True, slots=True)
class MeetingRow:
    """A blended-perspectives meeting. `voices`: perspective, speaker, words.

    `meeting_id`: the meeting of family and network that it was, when it was one.
    """

    id: UUID
    day: date
    family: tuple[str, ...]
    staff: tuple[str, ...]
    agenda: str
    needs: str
    voices: tuple[tuple[str, str, str], ...]
    meeting_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class PlanRow:
    id: UUID
    letter: str
    what: str
    in_law: str
    who_stays: str
    supports: str
    day: date


@dataclass(frozen=True, slots=True)
class DecidedRow:
    letter: str
    fallback: str
    day: date
    by: str
    reason: str
    child_view: str
    who_stays: str


@dataclass(frozen=True, slots=True)
class OfferRow:
    """What somebody offers, and the newest look at it; `realistic` "" when none."""

    found_id: UUID
    name: str
    offers: str
    realistic: str
    is_tested: bool
    words: str
    gap: str
    gap_owner: str
    checked_on: date | None


@dataclass(frozen=True, slots=True)
class StayAnswer:
    month: int
    is_active: bool
    words: str
    day: date


@dataclass(frozen=True, slots=True)
class StayRow:
    """Somebody who stays for life, with what they said since, oldest first.

    `by_network`: whether the network says that they stay; None when they never joined.
    """

    id: UUID
    found_id: UUID
    name: str
    words: str
    rhythm: str
    crisis: str
    transition: str
    agreed_on: date
    answers: tuple[StayAnswer, ...]
    by_network: bool | None = None

    @property
    def is_active(self) -> bool:
        """Nobody has said that they have gone. Who stays is said in the network."""
        if self.by_network is not None:
            return self.by_network
        return not self.answers or self.answers[-1].is_active
