"""Reading lists as people type them at a kitchen table: one person or place a line.

What cannot be read is said with its line, what is wrong and how to mend it; a list with
one bad line is not kept in part.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from kinfold_core.people.relationships import Side
from kinfold_core.practice.family_finding.rows import FoundRow
from kinfold_core.practice.family_finding.words import (
    Felt,
    Generation,
    Often,
    Tie,
    Whereabouts,
)

MOST_LINES: Final = 100
LONGEST_NAME: Final = 200
_SIDES: Final = {
    **dict.fromkeys(
        ("mother's side", "mothers side", "mum's side", "mums side", "maternal"),
        Side.MATERNAL,
    ),
    **dict.fromkeys(
        ("father's side", "fathers side", "dad's side", "dads side", "paternal"),
        Side.PATERNAL,
    ),
    **dict.fromkeys(("both", "both sides"), Side.BOTH),
    **dict.fromkeys(("chosen", "not family", "not by blood"), Side.CHOSEN),
}
_FRIENDS: Final = re.compile(r"\b(friend|neighbou?r|teacher|coach|carer)\b")
_GENERATIONS: Final = (
    # a great-uncle is a grandparent's brother
    (re.compile(r"\bgreat[- ]?great[- ]?(aunt|uncle)"), Generation.GREAT),
    (re.compile(r"\bgreat[- ]?(gran|nan|pop)"), Generation.GREAT),
    (re.compile(r"\b(gran\w*|nan\w*|pop|grandad)\b|\bgreat[- ]?(aunt|uncle)"),
     Generation.GRAND),
    (re.compile(r"\b(aunt\w*|uncle|mum|mother|dad|father|parents?)\b"),
     Generation.PARENT),
    (re.compile(r"\b((half|step)?-?(brother|sister)|cousin|sibling)\b"),
     Generation.OWN),
    (re.compile(r"\b(niece|nephew)\b"), Generation.YOUNGER),
)  # fmt: skip
_TIES: Final = {one.value: one for one in Tie}
_OFTEN: Final = {
    **dict.fromkeys(("often", "every day", "every week", "weekly"), Often.OFTEN),
    **dict.fromkeys(("sometimes", "now and then", "every month"), Often.SOMETIMES),
    **dict.fromkeys(("never", "not now", "no contact"), Often.NEVER),
}
_WHERE: Final = {
    **{one.value: one for one in Whereabouts},
    **dict.fromkeys(("lost touch", "nobody knows"), Whereabouts.LOST),
    **dict.fromkeys(("find", "please find"), Whereabouts.WANTED),
    **dict.fromkeys(("dead", "has died"), Whereabouts.DIED),
}
_FELT: Final = {one.value: one for one in Felt}
_SAFE: Final = {"safe": "safe", "not safe": "unsafe", "unsafe": "unsafe"}
_AGAIN: Final = {"see again", "wants to see", "contact"}
_YEAR: Final = re.compile(r"\b(1[89]\d\d|20\d\d)\b")
_PERSON: Final = re.compile(r"^([^()]*)(?:\(([^()]*)\))?$")
_OUTSIDE: Final = re.compile(r"[,;](?![^()]*\))")


@dataclass(frozen=True, slots=True)
class FoundLine:
    """One person of a list. `number` is the line they stand on."""

    number: int
    name: str
    relationship: str
    side: str
    generation: str


@dataclass(frozen=True, slots=True)
class ConnectionLine:
    """One person on a connectedness map, as the child says it. `strength`: 0 to 3."""

    name: str
    tie: str
    strength: int
    often: str
    wish: str = ""
    side: str = ""
    generation: str = ""
    where: str = ""


@dataclass(frozen=True, slots=True)
class PlacePerson:
    """Somebody who was at a place. `mark`: "safe", "unsafe" or ""."""

    name: str
    mark: str = ""
    wants_contact: bool = False


@dataclass(frozen=True, slots=True)
class PlaceLine:
    """A place where the child lived, and who was there."""

    name: str
    when: str
    people: tuple[PlacePerson, ...] = ()
    felt: str = ""


@dataclass(slots=True)
class Read:
    """What was read, and what could not be."""

    found: list[FoundLine] = field(default_factory=list)
    connections: list[ConnectionLine] = field(default_factory=list)
    places: list[PlaceLine] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)


def read_people(text: str, *, side: str = "") -> Read:
    """People, one a line: "Raj, uncle, father's side".

    `side` is whose side they are on when a line does not say. Of a relationship such
    as "gran" the generation is known; of "Leanne's mum" it is not.
    """
    read = Read()
    seen: dict[tuple[str, str], int] = {}
    for number, parts in _lines(text, read):
        name, about = parts[0], [one for one in parts[1:] if one]
        sides = [_SIDES[_plain(one)] for one in about if _plain(one) in _SIDES]
        words = ", ".join(one for one in about if _plain(one) not in _SIDES)
        friend = Side.CHOSEN if _FRIENDS.search(_plain(words)) else ""
        of_side = sides[0] if sides else friend or side
        if len(set(sides)) > 1:
            read.errors.append(
                f"Line {number}, “{name}”: two sides are named. Write one, or “both”"
            )
        elif not of_side:
            read.errors.append(
                f"Line {number}, “{name}”: whose side? Write it behind the name, for "
                "example “Raj, uncle, father's side”, or choose a side for all"
            )
        before = seen.setdefault((name.casefold(), str(of_side)), number)
        if before != number:
            read.errors.append(
                f"Line {number}, “{name}”: stands on line {before} already. Add "
                "something to the name if they are two people, or take one out"
            )
        generation = _generation(words)
        read.found.append(FoundLine(number, name, words, str(of_side), str(generation)))
    return read


def read_connections(text: str) -> Read:
    """A child's people, one a line: "Gran, love, 3, every week, here, stay over"."""
    read = Read()
    for number, parts in _lines(text, read):
        name, about = parts[0], [one for one in parts[1:] if one]
        plain = [_plain(one) for one in about]
        tie = next((_TIES[one] for one in plain if one in _TIES), None)
        strengths = [int(one) for one in plain if one.isdecimal() and int(one) < 4]
        often = next((_OFTEN[one] for one in plain if one in _OFTEN), Often.NEVER)
        where = next((_WHERE[one] for one in plain if one in _WHERE), "")
        if tie is None:
            read.errors.append(
                f"Line {number}, “{name}”: write love, blood or spirit behind the name"
            )
        elif len(strengths) != 1:
            read.errors.append(
                f"Line {number}, “{name}”: write how strong it is, one number from 0 "
                "(broken) to 3 (strong)"
            )
        else:
            known = {*_TIES, *_OFTEN, *_WHERE, str(strengths[0])}
            wish = ", ".join(
                one for one, as_read in zip(about, plain, strict=True)
                if as_read not in known
            )  # fmt: skip
            read.connections.append(
                ConnectionLine(name, tie, strengths[0], often, wish, where=where)
            )
    names = [one.name.casefold() for one in read.connections]
    read.errors += [
        f"“{one}” stands here twice. Keep one line for each person"
        for one in dict.fromkeys(n for n in names if names.count(n) > 1)
    ]
    return read


def read_places(text: str, *, born: date | None, child: str, today: date) -> Read:
    """Places in their order: "Gran's, 2017, good: Gran (safe, see again), Mick".

    A year before the child was born, or one that has not come, is asked about.
    """
    read = Read()
    for number, line in _numbered(text, read):
        left, _, right = line.partition(":")
        name, *about = (part.strip() for part in left.split(","))
        felt = (
            _FELT[_plain(about.pop())] if about and _plain(about[-1]) in _FELT else ""
        )
        when = ", ".join(about)
        if not name:
            read.errors.append(
                f"Line {number}: write the place first, then who was there"
            )
            continue
        for year in (int(one) for one in _YEAR.findall(when)):
            if born and year < born.year:
                read.errors.append(
                    f"Line {number}, “{name}”: {year} is before {child} was born "
                    f"({born.year})"
                )
            elif year > today.year:
                read.errors.append(f"Line {number}, “{name}”: {year} has not come yet")
        people = [
            _person(one.strip(), f"Line {number}, “{name}”", read)
            for one in _OUTSIDE.split(right)
            if one.strip()
        ]
        read.places.append(PlaceLine(name, when, tuple(filter(None, people)), felt))
    return read


def read_voices(text: str) -> tuple[list[tuple[str, str]], list[str]]:
    """What people said, one a line: "Nan Jo: she sleeps at home by summer"."""
    read, voices = Read(), []
    for number, line in _numbered(text, read):
        speaker, _, words = (part.strip() for part in line.partition(":"))
        if speaker and words:
            voices.append((speaker, words))
        else:
            read.errors.append(
                f"Line {number}: write who said it, a colon and their words, for "
                "example “Nan Jo: she sleeps at home by summer”"
            )
    return voices, read.errors


def read_names(text: str) -> tuple[tuple[str, ...], str]:
    """Names, one a line, each once; and what is wrong, "" when nothing is."""
    lines = (" ".join(line.split()) for line in text.splitlines())
    names = tuple(dict.fromkeys(line for line in lines if line))
    too_long = next((name for name in names if len(name) > LONGEST_NAME), "")
    if not too_long:
        return names, ""
    return (), (
        f"A line is {len(too_long):,} letters long, and {LONGEST_NAME} fit. Write "
        "one to a line"
    )


def _person(text: str, where: str, read: Read) -> PlacePerson | None:
    match = _PERSON.match(text)
    name = match.group(1).strip() if match else ""
    if not match or not name:
        read.errors.append(
            f"{where}: “{text}” cannot be read. Write a name, and in brackets behind "
            "it “safe” or “not safe”, and “see again”"
        )
        return None
    marks = [_plain(one) for one in re.split("[,;]", match.group(2) or "")]
    unknown = [one for one in marks if one and one not in {*_SAFE, *_AGAIN}]
    feelings = {_SAFE[one] for one in marks if one in _SAFE}
    if unknown or len(feelings) > 1:
        read.errors.append(
            f"{where}: behind {name} can stand “safe” or “not safe”, and “see again”"
        )
    return PlacePerson(name, "".join(sorted(feelings)), bool(_AGAIN & {*marks}))


def _lines(text: str, read: Read) -> Iterator[tuple[int, list[str]]]:
    """Each line cut at its commas, with a name first."""
    for number, line in _numbered(text, read):
        parts = [" ".join(one.split()) for one in re.split("[,;\t]", line)]
        if not any(letter.isalpha() for letter in parts[0]):
            read.errors.append(
                f"Line {number}: there is no name. Write the name first, then a comma"
            )
        elif len(parts[0]) > LONGEST_NAME:
            read.errors.append(
                f"Line {number}: the name is {len(parts[0]):,} letters long. Is a "
                "comma missing behind it?"
            )
        else:
            yield number, parts


def _numbered(text: str, read: Read) -> Iterator[tuple[int, str]]:
    lines = [
        (number, line.strip())
        for number, line in enumerate(text.splitlines(), start=1)
        if line.strip()
    ]
    if len(lines) > MOST_LINES:
        read.errors.append(
            f"These are {len(lines):,} lines, and {MOST_LINES} can be read at once. "
            "Save the first ones, then go on"
        )
        return
    yield from lines


def _generation(relationship: str) -> str:
    plain = _plain(relationship)
    if "'s " in plain:
        return ""
    return next((one for words, one in _GENERATIONS if words.search(plain)), "")


def _plain(text: str) -> str:
    return " ".join(text.replace("’", "'").casefold().split())


def clashes(lines: Sequence[FoundLine], people: Sequence[FoundRow]) -> list[str]:
    """What to ask of whoever is called as somebody found before on the same side.

    Asked about, never joined by itself.
    """
    known = {(one.name.casefold(), one.side) for one in people}
    return [
        f"Line {one.number}, “{one.name}”: is on the list already, on the same side. "
        "If this is somebody else, tick the box below; if not, take the line out"
        for one in lines
        if (one.name.casefold(), one.side) in known
    ]
