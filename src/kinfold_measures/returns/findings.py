"""What could not be read as it stood: where, what was found, and how to mend it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Fate(StrEnum):
    """What became of it."""

    FILE_REFUSED = "file refused"
    ROW_LEFT_OUT = "record left out"
    VALUE_LEFT_OUT = "value left out"
    VALUE_CHANGED = "value read as something else"
    KEPT = "read as it stands"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong in a return.

    Attributes:
        line: in the file, from 1; 0 where the whole file is meant.
        child_id: the child whose record it is in; "" where none is.
        module, field: the element and the one inside it, by the return's own names.
        found, expected, mend: in plain words.
        rule: the number of the Department's validation rule, where there is one.
    """

    file: str
    line: int
    child_id: str
    module: str
    field: str
    found: str
    expected: str
    mend: str
    fate: Fate
    rule: str = ""


FIELDS = tuple(Finding.__dataclass_fields__)
