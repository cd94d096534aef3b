"""Everybody's answers over time, drawn on the server: each person a line of dots.

There is no average here on purpose. Classes carry the colours.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from html import escape
from typing import Final

WIDTH: Final = 760
HEIGHT: Final = 300
LEFT: Final = 40
RIGHT: Final = 180
TOP: Final = 16
FOOT: Final = 36
LONGEST_NAME: Final = 18
APART: Final = 20
SHAPES: Final = 6
"""Lines are told apart by dashes too, and each has its name at its end."""


@dataclass(frozen=True, slots=True)
class Told:
    """One number of one person, on a day."""

    day: date
    value: Decimal


@dataclass(frozen=True, slots=True)
class Course:
    """All the numbers of one person, oldest first."""

    name: str
    told: tuple[Told, ...]

    @property
    def sentence(self) -> str:
        first, last = self.told[0].value, self.told[-1].value
        if len(self.told) == 1:
            return f"{self.name} says {_plain(last)}"
        if first == last:
            return f"{self.name} is at {_plain(last)} again"
        return f"{self.name} went from {_plain(first)} to {_plain(last)}"


def courses_in_words(courses: Sequence[Course]) -> str:
    """The picture in words, for people who do not see it."""
    if not courses:
        return "Nobody has given a number yet."
    return f"{'; '.join(course.sentence for course in courses)}."


def draw_courses(courses: Sequence[Course]) -> str:
    """The picture, hidden from screen readers: the table beside it says the same."""
    days = [told.day for course in courses for told in course.told]
    if not days:
        return ""
    first, last = min(days), max(days)
    parts = [
        f'<svg class="trend" viewBox="0 0 {WIDTH} {HEIGHT}" aria-hidden="true" '
        'focusable="false">',
        *_ground(first, last),
    ]
    ends = _name_places(courses)
    for number, course in enumerate(courses):
        parts += _course(course, number % SHAPES, first, last, ends[number])
    return "".join([*parts, "</svg>"])


def _plain(value: Decimal) -> str:
    return f"{value.normalize():f}" if value else "0"


def _x(day: date, first: date, last: date) -> float:
    span = (last - first).days
    room = WIDTH - LEFT - RIGHT
    return LEFT + (room * (day - first).days / span if span else room)


def _y(value: Decimal) -> float:
    return TOP + (HEIGHT - TOP - FOOT) * (10 - float(value)) / 10


def _ground(first: date, last: date) -> list[str]:
    parts = []
    for number in range(0, 11, 2):
        y = _y(Decimal(number))
        parts.append(
            f'<line class="trend__ground" x1="{LEFT}" y1="{y:.1f}" '
            f'x2="{WIDTH - RIGHT}" y2="{y:.1f}"/><text class="trend__number" '
            f'x="{LEFT - 10}" y="{y + 5:.1f}" text-anchor="end">{number}</text>'
        )
    for day, anchor in {last: "end", first: "start"}.items():
        x = _x(day, first, last)
        parts.append(
            f'<text class="trend__number" x="{x:.1f}" y="{HEIGHT - 8}" '
            f'text-anchor="{anchor}">{day.day} {day:%b %Y}</text>'
        )
    return parts


def _name_places(courses: Sequence[Course]) -> list[float]:
    """A height for each name beside the end of its line, where none touch."""
    wanted = sorted(
        (_y(course.told[-1].value), number) for number, course in enumerate(courses)
    )
    places, lowest = [0.0] * len(courses), 0.0
    for y, number in wanted:
        lowest = max(y, lowest + APART)
        places[number] = lowest
    return places


def _course(
    course: Course, shape: int, first: date, last: date, name_y: float
) -> list[str]:
    points = [(_x(told.day, first, last), _y(told.value)) for told in course.told]
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    name = course.name
    short = name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1]}…"
    label = f"{short} {_plain(course.told[-1].value)}"
    end_x = points[-1][0]
    name_x = WIDTH - RIGHT + 14
    return [
        f'<polyline class="trend__line trend__line--{shape}" points="{path}"/>',
        *(
            f'<circle class="trend__dot" cx="{x:.1f}" cy="{y:.1f}" r="6"/>'
            for x, y in points
        ),
        f'<line class="trend__leader" x1="{end_x:.1f}" y1="{points[-1][1]:.1f}" '
        f'x2="{name_x - 4}" y2="{name_y:.1f}"/>'
        f'<text class="trend__name" x="{name_x}" y="{name_y + 5:.1f}">'
        f"{escape(label)}</text>",
    ]
