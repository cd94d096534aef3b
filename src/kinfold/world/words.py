"""Filling a made-up line with the people it is about, and choosing lines that suit."""

from __future__ import annotations

import re
from functools import cache
from random import Random
from typing import Final

from kinfold.world.drafts import PersonDraft
from kinfold_core.people.likeness import Sex

_AGES: Final = re.compile(r"^\[(\d+)-(\d+)\] ")
_SCHOOL: Final = re.compile(
    r"\b(?:school|teacher|class|playground|college|football|swimming|seaside)\b", re.I
)
_NURSERY: Final = re.compile(r"\bnursery\b", re.I)
_HEALTH_VISITOR: Final = re.compile(r"\bhealth visitor\b", re.I)
_SPEAKING: Final = re.compile(
    r"\{c\} (?:will )?(?:tell|tells|told|says|say|ring|rang|text|sent|reads|knows|count"
    r"|showed|is never|has a best|will text|will call|made|used|ate|will have friends)"
)
SCHOOL_AGE: Final = 5
NURSERY_AGES: Final = range(1, 5)

_SHE: Final = {"he": "she", "him": "her", "his": "her"}
_HE: Final = {"he": "he", "him": "him", "his": "his"}


def suits(line: str, age: int) -> bool:
    """Whether a line can be said of a child of that age (-1 is before birth)."""
    ages = _AGES.match(line)
    if ages and not int(ages[1]) <= max(age, 0) <= int(ages[2]):
        return False
    if age < SCHOOL_AGE and (_SCHOOL.search(line) or _SPEAKING.search(line)):
        return False
    if _NURSERY.search(line) and age not in NURSERY_AGES:
        return False
    return not (_HEALTH_VISITOR.search(line) and age >= SCHOOL_AGE)


@cache
def suited(lines: tuple[str, ...], age: int) -> tuple[str, ...]:
    """The lines that can be said at that age, without the note of ages."""
    return tuple(_AGES.sub("", line) for line in lines if suits(line, age))


def pick(rng: Random, lines: tuple[str, ...], age: int) -> str:
    """One line that suits, by chance.

    Raises:
        ValueError: no line suits; the situation should not have been chosen.
    """
    found = suited(lines, age)
    if not found:
        raise ValueError(f"No line suits age {age} among {lines[:1]}")
    return rng.choice(found)


def pick_some(rng: Random, lines: tuple[str, ...], age: int, count: int) -> list[str]:
    """Up to `count` lines that suit, by chance, in the order written."""
    found = suited(lines, age)
    chosen = set(rng.sample(range(len(found)), min(count, len(found))))
    return [line for place, line in enumerate(found) if place in chosen]


class Cast:
    """Who the placeholders of a line stand for."""

    def __init__(self, *, worker: str, kids: str) -> None:
        self._words = {"w": worker, "kids": kids}

    def put(self, letter: str, called: str, sex: Sex) -> Cast:
        """Say who a letter stands for, and how to speak of them. Returns self."""
        pronouns = _HE if sex is Sex.MALE else _SHE
        self._words[letter] = called
        for kind, word in pronouns.items():
            self._words[f"{letter}_{kind}"] = word
            self._words[f"{letter}_{kind}_cap"] = word.capitalize()
        return self

    def with_child(self, child: PersonDraft) -> Cast:
        """The same cast with another child in the middle."""
        other = Cast(worker="", kids="")
        other._words = dict(self._words)
        called = "the baby" if child.part == "unborn" else child.called
        return other.put("c", called, child.sex)

    def say(self, line: str) -> str:
        """The line with everybody's names, each sentence beginning with a capital."""
        said = line.format_map(self._words)
        return re.sub(r"(^|[.!?] )the baby", lambda match: f"{match[1]}The baby", said)
