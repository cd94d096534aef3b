"""Whom a child means who answers about somebody by name where there is no network.

A device has the names of whom a child can name. Chosen from these it sends a key; a
name that was typed is sent as it was typed. Nobody is guessed: a name that is not
exactly one person's is asked of whoever was there, and until it is answered nothing of
that thing is shown to more people than before.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final
from uuid import UUID

from kinfold_core.practice.child_sharing import MayShow
from kinfold_core.practice.offline_merge import merge_answers, narrower

TYPED: Final = "named-"
PERSON: Final = "person-"
MEMBER: Final = "member-"
NAME_MOST: Final = 80


@dataclass(frozen=True, slots=True)
class Somebody:
    """One of those whom the child can name."""

    key: str
    name: str


@dataclass(frozen=True, slots=True)
class Meant:
    """Answers about whom it is known for certain, and about whom it is not."""

    sure: Mapping[str, MayShow] = field(default_factory=dict)
    unsure: Mapping[str, MayShow] = field(default_factory=dict)


def is_about_somebody(who: str) -> bool:
    """Whether this is a key of somebody by name, as a device may write it."""
    if who.startswith(TYPED):
        return 0 < len(who.removeprefix(TYPED).strip()) <= NAME_MOST
    return ids_of(who) != (None, None)


def ids_of(who: str) -> tuple[UUID | None, UUID | None]:
    """The person and the member of the network that a key names: one, or neither."""
    try:
        if who.startswith(PERSON):
            return UUID(who.removeprefix(PERSON)), None
        if who.startswith(MEMBER):
            return None, UUID(who.removeprefix(MEMBER))
    except ValueError:
        pass
    return None, None


def who_is_meant(name: str, people: Iterable[Somebody]) -> str:
    """The key of the only one who is called exactly so, or ""."""
    found = {one.key for one in people if _folded(one.name) == _folded(name)}
    return found.pop() if len(found) == 1 else ""


def told_apart(
    answers: Mapping[str, MayShow],
    people: Sequence[Somebody],
    joined: Mapping[str, str] | None = None,
) -> Meant:
    """The answers, each under whom it is about. Two about one person: the narrower.

    Somebody who was on the list when the device got it and is not any more is not
    sure either, unless their record was joined with another (`joined`, by key).
    """
    joined = joined or {}
    known = {one.key for one in people}
    sure: dict[str, MayShow] = {}
    unsure: dict[str, MayShow] = {}
    for who, answer in answers.items():
        key = joined.get(who, who)
        if who.startswith(TYPED):
            key = who_is_meant(who.removeprefix(TYPED), people)
        elif is_about_somebody(who) and key not in known:
            key = ""
        if key:
            sure[key] = narrower(answer, sure.get(key, answer))
        else:
            unsure[who] = answer
    return Meant(sure, unsure)


@dataclass(frozen=True, slots=True)
class Held:
    """What is written at once of a child's answers, and what waits for a name."""

    now: Mapping[str, MayShow]
    waits: Mapping[str, MayShow]


def held_back(
    answers: Mapping[str, MayShow],
    stands: Mapping[str, MayShow],
    unsure: Iterable[MayShow],
    *,
    is_asked: bool = False,
) -> Held:
    """Nothing gets wider while it is not known whom the child meant.

    What already stands wide is closed too when somebody was to be left out of it, and
    waits with the rest: that somebody may be one of them.

    Args:
        answers: what is to be written, by audience.
        stands: what counts of it now.
        unsure: the answers about those of whom it is not known who they are.
        is_asked: a name of this thing is asked about since an earlier sending.
    """
    unsure = list(unsure)
    if not unsure and not is_asked:
        return Held(answers, {})
    now: dict[str, MayShow] = {}
    waits: dict[str, MayShow] = {}
    for who, answer in answers.items():
        is_wider = narrower(answer, stands.get(who, MayShow.NO)) is not answer
        (waits if is_wider else now)[who] = answer
    if any(answer is not MayShow.YES for answer in unsure):
        for who, answer in {**stands, **now}.items():
            if answer is not MayShow.NO:
                waits.setdefault(who, answer)
                now[who] = MayShow.NO
    return Held(now, waits)


def settled(
    waits: Mapping[str, MayShow],
    names: Iterable[tuple[str, MayShow]],
    stands: Mapping[str, MayShow],
    *,
    is_newer_there: bool,
) -> tuple[tuple[str, MayShow], ...]:
    """What is written once it is known whom the child meant: groups, then people.

    A word about somebody counts before one about their group, so it comes after it.

    Args:
        names: who was meant, by key, and what the child answered about them.
        is_newer_there: something was chosen of it since it was asked (`merge_answers`).
    """
    mine = dict(waits)
    for who, answer in names:
        mine[who] = narrower(answer, mine.get(who, answer))
    written = merge_answers(stands, mine, stands, is_newer_there=is_newer_there)
    new = [one for one in written.items() if stands.get(one[0]) != one[1]]
    return tuple(sorted(new, key=lambda one: is_about_somebody(one[0])))


def _folded(name: str) -> str:
    return " ".join(name.split()).casefold()
