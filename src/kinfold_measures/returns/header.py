"""What a return says of itself, and what was read of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import pyarrow as pa

from kinfold_measures.returns.findings import Fate, Finding


@dataclass(frozen=True, slots=True)
class Header:
    """What a return says of itself. `year` is the year it closes in.

    Of what does not hold whole years (`is_whole` is false) no figure of a year is made.
    `first_year`: the first that it holds, where it holds more than one.
    """

    authority: str
    year: int
    closes_on: date
    is_whole: bool = True
    first_year: int = 0

    @property
    def years(self) -> tuple[int, ...]:
        """The whole years that it holds."""
        first = self.first_year or self.year
        return tuple(range(first, self.year + 1)) if self.is_whole else ()


@dataclass(frozen=True, slots=True)
class Return:
    """A return that was read.

    `header` is None, and there are no rows, when the file was refused. For every table
    the records in the file are its rows and those left out with a finding.
    """

    header: Header | None
    tables: Mapping[str, pa.Table]
    findings: tuple[Finding, ...]
    records: Mapping[str, int]

    @property
    def is_refused(self) -> bool:
        return any(one.fate is Fate.FILE_REFUSED for one in self.findings)


def check_authority(code: str) -> None:
    """Whether it is an authority's code.

    Raises:
        ValueError: it is not.
    """
    if len(code) != 3 or not (code.isascii() and code.isdigit()):
        raise ValueError(f"An authority's code has three figures, not “{code}”")
