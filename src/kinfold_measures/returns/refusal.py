"""A file that cannot be read at all, and the finding that says why."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from kinfold_measures.returns.findings import Fate, Finding

MOST_BYTES: Final = 2_000_000_000


class Refused(Exception):
    """The file cannot be read at all; holds the finding that says why."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.found)
        self.finding = finding


def refusal(
    file: str,
    line: int,
    found: str,
    expected: str,
    mend: str,
    rule: str = "",
) -> Finding:
    """Why a file is refused; `line` is 0 where all of it is meant."""
    return Finding(
        file, line, "", "Header" if line else "", "", found, expected, mend,
        Fate.FILE_REFUSED, rule,
    )  # fmt: skip


def checked_size(path: Path, called: str, most: int = 0) -> int:
    """How long a file is.

    Raises:
        Refused: it is empty, or longer than `most` bytes, `MOST_BYTES` when left out;
            nothing of it was read.
    """
    size, most = path.stat().st_size, most or MOST_BYTES
    if size == 0:
        found, mend = "an empty file", "Export the file again"
    elif size > most:
        found = f"a file of {size:,} bytes"
        mend = f"A whole authority's {called} is far smaller: is this the right file?"
    else:
        return size
    expected = f"{called}, at most {most:,} bytes"
    raise Refused(refusal(path.name, 0, found, expected, mend))
