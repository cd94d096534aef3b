"""Where somebody of the network stands: from a name to being there for good.

What can be read is never typed: who was told is informed, whose own yes stands is
committed, who kept it is active. Only the rest is written down, each step with its day.
Source: practice design 4.3.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final
from uuid import UUID

from kinfold_core.practice.network import COUNTS_FROM, Level
from kinfold_core.practice.written import NOBODY, Named


class Stand(StrEnum):
    """Where somebody stands. The first eight are one way; any may be left."""

    NAMED = "named"
    MAY_BE_ASKED = "may_be_asked"
    CONTACTED = "contacted"
    INTERESTED = "interested"
    INFORMED = "informed"
    COMMITTED = "committed"
    ACTIVE = "active"
    LONG_HAUL = "long_haul"
    NOT_STAYING = "not_staying"
    STEPPED_BACK = "stepped_back"
    ENDED = "ended"
    DIED = "died"


WAY: Final = (
    Stand.NAMED,
    Stand.MAY_BE_ASKED,
    Stand.CONTACTED,
    Stand.INTERESTED,
    Stand.INFORMED,
    Stand.COMMITTED,
    Stand.ACTIVE,
    Stand.LONG_HAUL,
)
RECORDED: Final = (
    Stand.MAY_BE_ASKED,
    Stand.CONTACTED,
    Stand.INTERESTED,
    Stand.LONG_HAUL,
    Stand.NOT_STAYING,
    Stand.ENDED,
    Stand.DIED,
)
"""The steps that nothing else tells, so that somebody writes them down."""
NEARER: Final = (Stand.MAY_BE_ASKED, Stand.LONG_HAUL)
"""Those that somebody agrees to, so that a child's no goes before them. Whoever spoke
with them or wants to help is written down as it was."""
STAND_WORDS: Final[dict[Stand, str]] = {
    Stand.NAMED: "Named",
    Stand.MAY_BE_ASKED: "May be asked",
    Stand.CONTACTED: "Spoken with",
    Stand.INTERESTED: "Wants to help",
    Stand.INFORMED: "Has heard the worry",
    Stand.COMMITTED: "Said what they will do",
    Stand.ACTIVE: "Does it",
    Stand.LONG_HAUL: "Stays when services have gone",
    Stand.NOT_STAYING: "Does not stay when services have gone",
    Stand.STEPPED_BACK: "Stepped back for now",
    Stand.ENDED: "Their part has ended",
    Stand.DIED: "Has died",
}
SAYS_WHO_STAYS: Final = (Stand.LONG_HAUL, Stand.NOT_STAYING)
"""Who stays is asked once, here: of these two the one written last counts, in every
room that shows who stays."""
_NEXT: Final[dict[Stand, str]] = {
    Stand.NAMED: "Ask a parent, or the young person, whether {name} may be asked.",
    Stand.MAY_BE_ASKED: "Plan with the family who speaks with {name}, and about what.",
    Stand.CONTACTED: "Ask {name} what they would want to be for the children.",
    Stand.INTERESTED: "Tell {name} the worry, with somebody of the family there.",
    Stand.INFORMED: "Ask {name} what they can really do, and on which days.",
    Stand.COMMITTED: "Write down how it goes, when it is kept and when it is not.",
    Stand.ACTIVE: "Ask {name} whether they stay when services have gone.",
    Stand.LONG_HAUL: "Thank {name}. Ask from time to time what would make it easier.",
    Stand.STEPPED_BACK: "Ask {name} again when life is quieter for them.",
    Stand.ENDED: "",
    Stand.DIED: "The children may want to say something about {name}.",
}


@dataclass(frozen=True, slots=True)
class StandRow:
    """One step as it was written down. `basis`: who agreed, or why it was right."""

    stand: Stand
    on: date
    basis: str
    said_by: str


@dataclass(frozen=True, slots=True)
class Promised:
    """What is known of somebody's own part: since when they said yes and kept it."""

    said_yes_on: date | None = None
    kept_on: date | None = None


@dataclass(frozen=True, slots=True)
class StandFacts:
    """All that says where somebody stands.

    `rows` are in the order in which they were written. `told`: each level they reached,
    with its day. `away_since`: they stepped back.
    """

    rows: tuple[StandRow, ...] = ()
    told: tuple[tuple[int, date], ...] = ()
    promised: Promised = Promised()
    away_since: date | None = None
    died_on: date | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """Where somebody stands on the way, and each step with the day it was reached."""

    now: Stand
    reached: tuple[tuple[Stand, date], ...]

    def next_for(self, name: str) -> str:
        """The next thing to do, in words."""
        return _NEXT[self.now].format(name=name)

    @property
    def words(self) -> str:
        return STAND_WORDS[self.now]


def standing_of(facts: StandFacts) -> Standing:
    """Where somebody stands. Whoever knows the worry has been spoken with."""
    first: dict[Stand, date] = {}
    for stand, on in sorted(_days(facts), key=lambda one: one[1]):
        first.setdefault(stand, on)
    reached = tuple(sorted(first.items(), key=lambda one: one[1]))
    if facts.died_on or Stand.DIED in first:
        return Standing(Stand.DIED, reached)
    if Stand.ENDED in first:
        return Standing(Stand.ENDED, reached)
    if facts.away_since:
        return Standing(Stand.STEPPED_BACK, reached)
    on_the_way = [stand for stand in WAY if stand in first]
    return Standing(on_the_way[-1] if on_the_way else Stand.NAMED, reached)


def _standing(rows: Iterable[StandRow]) -> Iterable[StandRow]:
    """The steps that stand: whoever said last that they do not stay does not stay."""
    said = [row for row in rows if row.stand in SAYS_WHO_STAYS]
    return (row for row in rows if row not in said or row.stand is said[-1].stand)


def _days(facts: StandFacts) -> Iterable[tuple[Stand, date]]:
    yield from ((row.stand, row.on) for row in _standing(facts.rows))
    for level, on in facts.told:
        if level >= COUNTS_FROM:
            yield Stand.INFORMED, on
        elif level > Level.NOT_TOLD:
            yield Stand.CONTACTED, on
    if facts.promised.said_yes_on:
        yield Stand.COMMITTED, facts.promised.said_yes_on
    if facts.promised.kept_on:
        yield Stand.ACTIVE, facts.promised.kept_on
    if facts.away_since:
        yield Stand.STEPPED_BACK, facts.away_since
    if facts.died_on:
        yield Stand.DIED, facts.died_on


@dataclass(frozen=True, slots=True)
class ClosedRole:
    """A role that is closed to somebody for now (R-NW6); another may be offered."""

    id: UUID
    role: str
    reason: str
    decided_by: str
    decided_on: date
    review_on: date
    instead: str = ""

    def is_due(self, today: date) -> bool:
        return self.review_on <= today


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosingDetails:
    """Which role, why, who decided, until when, and what they can be instead."""

    role: str
    reason: str
    decided_on: date
    review_on: date | None
    decided_by: Named = NOBODY
    instead: str = ""


@dataclass(frozen=True, slots=True)
class ViewRow:
    """What a child wishes, or a parent thinks, about somebody being there."""

    who: str
    is_child: bool
    view: str
    words: str
    said_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ViewDetails:
    """The same as somebody writes it down.

    `may_know`: a child agreed that the family and the network learn of it.
    """

    said_by: Named
    is_child: bool
    view: str
    words: str = ""
    said_on: date
    may_know: bool = False


VIEWS: Final = {
    "wants": "wants them there",
    "unsure": "is not sure",
    "no": "does not want them there",
}


@dataclass(frozen=True, slots=True)
class AboutDetails:
    """How somebody was found, when and how they can be reached, what they need."""

    found_via: str = ""
    free_when: str = ""
    how_far: str = ""
    reached_by: str = ""
    languages: str = ""
    needs: str = ""
    checks: str = ""
    not_with: str = ""


FOUND_VIA: Final = {
    "asked": "Somebody of the family named them",
    "child": "A child named them",
    "circle": "Circles: who knows, who helps",
    "picture": "The family picture",
    "places": "Where the child has lived and been",
    "search": "A search",
    "themselves": "They came by themselves",
}


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """Something somebody of the network was told or given, and on what ground."""

    on: date
    to: str
    what: str
    how: str
    by: str
    basis: str
