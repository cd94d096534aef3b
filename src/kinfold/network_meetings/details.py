"""What the forms of a meeting with the network learn: plain values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from kinfold.meetings.details import PersonHere
from kinfold_core.practice.written import Named


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """A meeting that people are asked to: what for, when, where, by whom, and who."""

    purpose: str
    on_day: date
    at_time: str = ""
    place: str = ""
    bring: str = ""
    convened_as: str
    convened_by: Named
    people: tuple[PersonHere, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Perspectives:
    """What each one said a child needs. `voices`: perspective, speaker, words."""

    episode_id: UUID
    agenda: str = ""
    needs: str
    voices: tuple[tuple[str, str, str], ...] = ()
