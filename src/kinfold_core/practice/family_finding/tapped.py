"""A picture on the table: each tap writes a line as somebody would have typed it.

So what is tapped and what is typed are one list, that both can go on with.
"""

from __future__ import annotations

from dataclasses import replace

from kinfold_core.practice.family_finding.typed import (
    ConnectionLine,
    PlaceLine,
    PlacePerson,
)


def lines_of(text: str) -> list[str]:
    """The lines of a list that say something."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def put(text: str, line: str, at: int = 0) -> str:
    """The list with this line as line `at`; behind the last one when there is none."""
    lines = lines_of(text)
    if 0 < at <= len(lines):
        lines[at - 1] = line
    else:
        lines.append(line)
    return "\n".join(lines)


def moved(text: str, at: int, by: int) -> str:
    """The list with line `at` moved up (-1) or down (1); as it was at either end."""
    lines = lines_of(text)
    to = at + by
    if 0 < at <= len(lines) and 0 < to <= len(lines):
        lines.insert(to - 1, lines.pop(at - 1))
    return "\n".join(lines)


def without(text: str, at: int) -> str:
    """The list without line `at`."""
    lines = lines_of(text)
    del lines[at - 1 : at]
    return "\n".join(lines)


def place_line(one: PlaceLine) -> str:
    """ "Gran's, 2017 to 2019, good: Gran (safe, see again), Mick"."""
    told = ", ".join(filter(None, (one.name, one.when, one.felt)))
    people = ", ".join(_person(who) for who in one.people)
    return f"{told}: {people}" if people else told


def connection_line(one: ConnectionLine) -> str:
    """ "Gran, love, 3, often, here, stay over"."""
    told = (one.name, one.tie, str(one.strength), one.often, one.where, one.wish)
    return ", ".join(filter(None, told))


def with_person(place: PlaceLine, who: PlacePerson, at: int = 0) -> PlaceLine:
    """The place with somebody as person `at`, or behind the last one."""
    people = list(place.people)
    if 0 < at <= len(people):
        people[at - 1] = who
    else:
        people.append(who)
    return replace(place, people=tuple(people))


def without_person(place: PlaceLine, at: int) -> PlaceLine:
    people = list(place.people)
    del people[at - 1 : at]
    return replace(place, people=tuple(people))


def _person(one: PlacePerson) -> str:
    marks = [
        words
        for words, is_said in (
            ("safe", one.mark == "safe"),
            ("not safe", one.mark == "unsafe"),
            ("see again", one.wants_contact),
        )
        if is_said
    ]
    return f"{one.name} ({', '.join(marks)})" if marks else one.name
