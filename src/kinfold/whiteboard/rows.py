"""A family's row of the board as it is kept, whoever looks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What stands in a family's row that does not differ by viewer.

    `marks` has the first letter of each column's mark and `ranks` what sorts it, both
    in the order of the columns. `cells` is markup, escaped where it was made; it is
    empty when only marks and ranks were asked for.
    """

    family_id: UUID
    stage: int
    marks: str
    ranks: tuple[float, ...]
    status: str = ""
    cells: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TrueFor:
    """What a kept row has to be of to be true: the day, and the edition of its words.

    And of no change older than the family's newest, which each family brings itself.
    """

    day: date
    edition: str
