"""What could not be taken from an extract as it is, and how to mend it."""

from __future__ import annotations

from dataclasses import dataclass

LONGEST_FOUND = 80


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing in one line of a file. `is_left_out`: the whole row was not taken."""

    file: str
    line: int
    field: str
    found: str
    expected: str
    mend: str
    is_left_out: bool = True
