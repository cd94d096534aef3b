"""What the pages of Family Finding know: plain values, no models."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from kinfold_core.people.dates import FuzzyDate
from kinfold_core.people.relationships import Side
from kinfold_core.practice.family_finding.words import Safety, SeenBy, Wish


class Deed(StrEnum):
    """What can happen in an episode. What `words` of the event says stands behind."""

    STAGE = "stage"  # "yes" when the safety screen is complete
    SEARCH = "search"  # the source
    CONTACT = "contact"
    REPLY = "reply"  # how willing
    OFFER = "offer"
    MEETING = "meeting"  # how many of the family and friends came
    PLAN = "plan"  # its letter
    DECISION = "decision"  # "yes" when it says who stays, then its plans, "yes B A"
    RATING = "rating"  # "sound", "owned", "open", or "unsure" when nobody knows yet
    LIFETIME = "lifetime"
    FOLLOW = "follow"  # the month and the answer, "3 yes"
    PICTURE = "picture"  # the moment and how many people are on it, "before 7"


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that was written down, and whom it is about."""

    deed: Deed
    day: date
    found_id: UUID | None = None
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundDetails:
    """Somebody who belongs to the child, as they were written down."""

    name: str
    relationship: str = ""
    side: str
    generation: str = ""
    source: str
    found_on: date
    last_contact: FuzzyDate | None = None
    is_verified: bool = False
    person_id: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundRow(FoundDetails):
    """The same with what the child and the newest safety check say of them."""

    id: UUID
    version: int = 1
    member_id: UUID | None = None
    wish: str = ""
    wish_words: str = ""
    wish_on: date | None = None
    wish_age: int | None = None
    seen_by: str = ""
    safety: str = ""
    safety_words: str = ""
    checked_at: datetime | None = None
    question: str = ""  # which part of the name stands among those to leave alone
    is_apart: bool = False
    is_not_safe: bool = False

    @property
    def is_held(self) -> bool:
        """Nobody may contact them, or nobody has said yet that they may."""
        return self.safety == Safety.NO_CONTACT or bool(self.question)

    @property
    def is_vetoed(self) -> bool:
        """The child has said no, and nobody may go round it."""
        return self.wish == Wish.NO

    @property
    def is_for_network(self) -> bool:
        """Whether the family and network may be told that they were found."""
        is_open = self.seen_by != SeenBy.WORKERS and not self.is_held
        return is_open and not self.is_vetoed

    @property
    def side_words(self) -> str:
        return Side(self.side).label


@dataclass(frozen=True, slots=True, kw_only=True)
class EpisodeRow:
    """One child's Family Finding, with whom was found and what happened in it."""

    id: UUID
    child_id: UUID
    child_name: str
    child_born: date | None
    trigger: str
    coordinator: str
    started_on: date
    target_people: int
    target_plans: int
    version: int = 1
    ended_on: date | None = None
    ended_reason: str = ""
    outcome: str = ""
    is_adoption_private: bool = False
    not_to_contact: str = ""
    people: tuple[FoundRow, ...] = ()
    events: tuple[Event, ...] = ()

    @property
    def is_running(self) -> bool:
        return self.ended_on is None

    @property
    def is_screened(self) -> bool:
        """The newest setting of the stage says that the safety screen is complete."""
        stages = self.of(Deed.STAGE)
        return bool(stages) and stages[-1].words == "yes"

    def of(self, deed: Deed) -> list[Event]:
        """What happened of one kind, in the order it was written down."""
        return [one for one in self.events if one.deed is deed]

    def person(self, found_id: UUID) -> FoundRow | None:
        return next((one for one in self.people if one.id == found_id), None)

    def called(self, name: str) -> FoundRow | None:
        """Whoever has this name on the list, when only one has."""
        same = [one for one in self.people if one.name.casefold() == name.casefold()]
        return same[0] if len(same) == 1 else None


def why_not_contact(episode: EpisodeRow, person: FoundRow) -> str:
    """Why nobody may reach for this person now; "" when somebody may.

    Safety comes first, then the child: neither is gone round.
    """
    if not episode.is_screened:
        return (
            "The safety screen is not complete. Set the stage first: who must not be "
            "contacted, and who agreed"
        )
    if person.safety == Safety.NO_CONTACT:
        return (
            f"No contact with {person.name}: {person.safety_words}. If this is not so "
            "any more, change it where it was decided: the stage, a safety check, or "
            "their own record"
        )
    return why_not_invite(episode, person)


def why_not_invite(episode: EpisodeRow, person: FoundRow) -> str:
    """Why this person is not asked to come nearer; "" when they may be."""
    if person.safety == Safety.NO_CONTACT:
        return f"The safety check says no contact with {person.name}"
    if person.question:
        return (
            f"“{person.question}” stands among those to leave alone. Is {person.name} "
            "meant? Write a safety check that says who is meant, and how you know"
        )
    child = episode.child_name
    if person.is_vetoed:
        said = person.wish_words.rstrip(".")  # our sentence goes on after it
        words = f": “{said}”" if said else ""
        return f"{child} said no to {person.name}{words}. Only {child} can change that"
    return ""


def why_not_join(episode: EpisodeRow, person: FoundRow) -> str:
    """Why this person does not join the network, which others see; "" when they may."""
    if person.seen_by == SeenBy.WORKERS and not person.is_vetoed:
        return (
            f"{episode.child_name} wants only the workers to know of {person.name}. "
            f"Ask {episode.child_name} again first"
        )
    return why_not_invite(episode, person)


def sorted_found(people: Sequence[FoundRow]) -> list[FoundRow]:
    """By side, then the oldest generation, then name."""
    sides = list(Side)
    return sorted(
        people,
        key=lambda one: (
            sides.index(Side(one.side)),
            -int(one.generation or -9),
            one.name.casefold(),
        ),
    )
