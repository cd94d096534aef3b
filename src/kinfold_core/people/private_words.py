"""Finding an address or a number in what somebody wrote, however it was typed.

People write in their own words where somebody lives. A paper for whoever must not know
is made without the piece that says it: an address is dangerous in a sentence, too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import fields, is_dataclass, replace
from typing import Any, Final

SHORTEST_LINE: Final = 7
"""Letters and digits of a line of an address that is looked for: "Flat 2" is not."""
SHORTEST_NUMBER: Final = 7
COMPARED_DIGITS: Final = 9
"""From the end of a telephone number, so that +44 and 0 before it are alike."""
_APART: Final = re.compile(r"[\W_]+")


def squeezed(text: str) -> str:
    """The letters and digits alone: "LN9 9zz" and "ln99zz" are one."""
    return _APART.sub("", text.casefold())


def marks_of_address(lines: str, postcode: str) -> frozenset[str]:
    """What gives an address away: its postcode, and each line with a number in it.

    A first line without one is a house by name, and counts; a town alone does not.
    """
    each = [squeezed(line) for line in lines.splitlines()]
    telling = {
        line
        for place, line in enumerate(each)
        if len(line) >= SHORTEST_LINE
        and (place == 0 or any(letter.isdigit() for letter in line))
    }
    code = squeezed(postcode)
    return frozenset(telling | ({code} if len(code) > 4 else set()))


def marks_of_contact(value: str) -> frozenset[str]:
    """What gives a number, or an address for messages, away."""
    digits = re.sub(r"\D", "", value)
    if len(digits) >= SHORTEST_NUMBER and "@" not in value:
        return frozenset({digits[-COMPARED_DIGITS:]})
    plain = squeezed(value)
    return frozenset({plain} if len(plain) >= SHORTEST_LINE else ())


def says(text: str, marks: Iterable[str]) -> bool:
    """Whether any of these is in the text."""
    plain = squeezed(text)
    return any(mark in plain for mark in marks)


LEFT_OUT: Final = (
    "[Left out here: it says where somebody lives or how they are reached.]"
)


def without_lines(text: str, marks: frozenset[str]) -> str:
    """A text in which each line that says any of these says that it was left out."""
    return "\n".join(
        LEFT_OUT if says(line, marks) else line for line in text.split("\n")
    )


def leave_out(whole: Any, marks: frozenset[str]) -> tuple[Any, int]:
    """A value without the pieces that say any of these, and how many they were.

    A piece is the smallest member of a row that says it; words of the value itself
    become "". Only frozen values of our own and tuples are looked into.
    """
    if not marks:
        return whole, 0
    kept, out, _ = _without(whole, marks)
    return kept, out


def _without(value: Any, marks: frozenset[str]) -> tuple[Any, int, bool]:
    """The value, how many pieces were left out, and whether its own words say it."""
    changes, out, is_telling = {}, 0, False
    for field in fields(value):
        before = getattr(value, field.name)
        after = before
        if isinstance(before, str):
            if says(before, marks):
                after, is_telling = "", True
        elif isinstance(before, tuple):
            after, count = _row(before, marks)
            out += count
        if after is not before:
            changes[field.name] = after
    kept = replace(value, **changes) if changes else value
    return kept, out + is_telling, is_telling


def _row(row: tuple[Any, ...], marks: frozenset[str]) -> tuple[tuple[Any, ...], int]:
    kept, out = [], 0
    for piece in row:
        if is_dataclass(piece):
            less, count, is_telling = _without(piece, marks)
            out += count
            if not is_telling:
                kept.append(less)
        elif _tells(piece, marks):
            out += 1
        else:
            kept.append(piece)
    return (tuple(kept) if out else row), out


def _tells(piece: Any, marks: frozenset[str]) -> bool:
    if isinstance(piece, tuple):
        return any(_tells(one, marks) for one in piece)
    return isinstance(piece, str) and says(piece, marks)
