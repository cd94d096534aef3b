"""The book: an append-only file in which each line holds on to the one before.

A line changed, put in, or taken out from between breaks every link after it (as ADR 4
does for the audit). Lines cut from the end break none: they are found by whoever has a
later link, and asks for it. Nor can it prove that the clock was right. So give the last
link to somebody else, by e-mail or in print, on the day.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from kinfold_evaluation.refusal import CannotIdentify
from kinfold_evaluation.registry.protocol import digest_of

NOTHING_BEFORE: Final = ""

Clock = Callable[[], datetime]


def now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the book.

    Attributes:
        what: `registered`, `opened`, `ran` or `deviation`.
        at: when, in UTC.
        protocol: the hash of the protocol that it is of.
        more: what else is kept of it.
        link: the hash of this line and of the link before.
    """

    what: str
    at: str
    protocol: str
    more: Mapping[str, Any]
    link: str


def lines(path: Path) -> list[Line]:
    """All lines, once every link has been found to hold; none where there is no book.

    Raises:
        CannotIdentify: a line was changed, taken out or put in, and which.
    """
    if not path.exists():
        return []
    read = []
    # by the sign that ends a line here, and by no other that a word may hold
    written_lines = filter(None, path.read_text("utf-8").split("\n"))
    for number, written in enumerate(written_lines, 1):
        try:
            read.append(Line(**json.loads(written)))
        except (json.JSONDecodeError, TypeError) as error:
            raise CannotIdentify(
                f"Line {number} of {path.name} is no line of a registry."
            ) from error
    insist_on_links(read, path.name)
    return read


def insist_on_links(kept: Iterable[Line], name: str) -> None:
    """Every line holds on to the one before.

    Raises:
        CannotIdentify: a line was changed, taken out or put in, and which.
    """
    before = NOTHING_BEFORE
    for number, line in enumerate(kept, 1):
        if line.link != _link(before, line.what, line.at, line.protocol, line.more):
            raise CannotIdentify(
                f"Line {number} of {name} is not what was written, or a line "
                "before it is gone. The registry proves nothing from there on."
            )
        before = line.link


def write(
    path: Path, what: str, protocol: str, more: Mapping[str, Any], clock: Clock
) -> Line:
    """Put one line at the end."""
    kept = lines(path)
    before = kept[-1].link if kept else NOTHING_BEFORE
    at = clock().isoformat(timespec="seconds")
    line = Line(what, at, protocol, more, _link(before, what, at, protocol, more))
    with path.open("a", encoding="utf-8") as file:
        file.write(as_written(line))
    return line


def as_written(line: Line) -> str:
    """The line as it stands in a book's file."""
    return json.dumps(asdict(line), sort_keys=True, ensure_ascii=False) + "\n"


def _link(
    before: str, what: str, at: str, protocol: str, more: Mapping[str, Any]
) -> str:
    return digest_of([before, what, at, protocol, more])
