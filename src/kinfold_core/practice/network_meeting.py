"""What a meeting with the network was: what for, whose it was, and what came of it.

One meeting can count as several things (4.2): a core group that the family convened is
a network meeting too, and nobody has to sit through it twice.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from kinfold_core.practice.network import COUNTS_FROM, Level
from kinfold_core.practice.written import NOBODY, Named

RECENT: Final = timedelta(weeks=8)
"""How far back a family's meetings are counted (4.4)."""
COMES_BACK: Final = 2
"""From how many meetings on somebody has come back (4.4)."""
NETWORK_MEETING: Final = "network"
FAMILY_GROUP: Final = "family_group"
BLENDED: Final = "blended"
"""Family and staff each say what they see before they plan (5.3)."""
TO_END: Final = "exit"
"""The purpose of a meeting that is the meeting to end with (3.3, S8)."""

COUNTS_AS: Final = {
    NETWORK_MEETING: "A meeting of family and network",
    FAMILY_GROUP: "Family group decision making",
    "core_group": "A core group",
    "review": "A review",
    BLENDED: "A meeting of many perspectives, for Family Finding",
}
PURPOSES: Final = {
    "inform": "To tell people what the worry is",
    "plan": "To make the plan, or to change it",
    "test": "To try the plan out",
    "review": "To see how it goes",
    "celebrate": "To be glad of what works",
    TO_END: "To end the work",
}
CONVENERS: Final = {
    "family": "Somebody of the family",
    "network": "A friend, a neighbour, somebody else close",
    "worker": "The service",
}
CHILD_SAID: Final = {
    "said": "Yes, it was said in the room",
    "not_said": "No, it was not said",
    "not_asked": "The children were not asked",
}


def decided_lines(words: str) -> tuple[str, ...]:
    """What was decided, one thing on each line, each once."""
    lines = (" ".join(line.split()) for line in words.splitlines())
    return tuple(dict.fromkeys(line for line in lines if line))


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountDetails:
    """How a meeting was, as somebody wrote it down.

    `private_minutes`: how long the family was among itself; None when it was not.
    `private_people`: who was in the room then, by name. `coordinator`: somebody who
    held the meeting and works on nothing else with the family.
    """

    counts_as: tuple[str, ...]
    purpose: str
    convened_as: str
    convened_by: Named = NOBODY
    coordinator: str = ""
    private_minutes: int | None = None
    private_people: tuple[str, ...] = ()
    story_by: str = ""
    story_how: str = ""
    questions: str = ""
    child_wanted: str = ""
    child_said: str = ""


@dataclass(frozen=True, slots=True)
class Seat:
    """Somebody who was there. `key` says that two seats are one person's."""

    name: str
    is_professional: bool

    @property
    def key(self) -> str:
        return self.name.casefold()


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A meeting that was held, as far as it is counted."""

    on: date
    counts_as: tuple[str, ...] = ()
    seats: tuple[Seat, ...] = ()

    @property
    def own(self) -> tuple[Seat, ...]:
        """Those of the family and network."""
        return tuple(seat for seat in self.seats if not seat.is_professional)

    @property
    def is_of_network(self) -> bool:
        """Said to be one, and somebody of the family or network was there."""
        says_so = {NETWORK_MEETING, FAMILY_GROUP} & set(self.counts_as)
        return bool(says_so and self.own)


@dataclass(frozen=True, slots=True)
class MeetingCounts:
    """A family's meetings with its network. `is_theirs`: more of them than of us.

    `recent` were within eight weeks; `come_back` came to two or more of all.
    """

    all_held: int
    recent: int
    come_back: tuple[str, ...]
    own_seats: int
    professional_seats: int

    @property
    def is_theirs(self) -> bool:
        return self.own_seats > self.professional_seats


def meeting_counts(held: Iterable[Held], today: date) -> MeetingCounts:
    """What the meetings of one family come to (4.4). Others than its own count not."""
    ours = [one for one in held if one.is_of_network]
    seen: Counter[str] = Counter()
    called: dict[str, str] = {}
    for one in ours:
        for seat in one.own:
            called.setdefault(seat.key, seat.name)
        seen.update({seat.key for seat in one.own})
    return MeetingCounts(
        all_held=len(ours),
        recent=sum(today - RECENT <= one.on <= today for one in ours),
        come_back=tuple(
            sorted(called[key] for key, times in seen.items() if times >= COMES_BACK)
        ),
        own_seats=sum(len(one.own) for one in ours),
        professional_seats=sum(len(one.seats) - len(one.own) for one in ours),
    )


def notes_for(level: int) -> str:
    """How much of a meeting's notes somebody gets who knows so much of the worry.

    "all" from the day they have heard it; "own" before that: when and where it is next,
    and nothing that was said. Nothing at all for somebody who was told nothing.
    """
    if level >= COUNTS_FROM:
        return "all"
    return "own" if level > Level.NOT_TOLD else "none"
