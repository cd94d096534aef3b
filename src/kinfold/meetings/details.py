"""What the forms of a meeting learn and its actions write: plain values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from kinfold_core.practice.facts import Answer
from kinfold_core.practice.written import Named


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonHere:
    """Somebody at a meeting: who, in what capacity, and how they are there."""

    who: Named
    capacity: str
    mode: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidInRound:
    """One person's answer when a scale goes round the room."""

    answer: Answer
    value: Decimal | None
    why_not_lower: str = ""
    one_higher: str = ""
    is_confirmed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """What was decided, and when everybody meets again."""

    decided: str
    next_on: date | None
