"""Register a protocol, and say what was done otherwise."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from kinfold_evaluation.refusal import CannotIdentify
from kinfold_evaluation.registry.book import Clock, Line, lines, now, write
from kinfold_evaluation.registry.protocol import (
    Protocol,
    hash_of_file,
    read_protocol,
)
from kinfold_evaluation.registry.standing import (
    of_kind,
    why_closed,
)

Answer = dict[str, Any]


def register(path: Path, book: Path, clock: Clock = now) -> Answer:
    """Keep a protocol, before its outcomes are opened; later, and it says so.

    Raises:
        CannotIdentify: it is not whole, its data are others, or it is registered.
    """
    protocol = read_protocol(path)
    insist_on_data(protocol)
    kept = lines(book)
    if of_kind("registered", kept, protocol):
        raise CannotIdentify(f"{path.name} is registered already, as it stands.")
    seen = _opened_before(kept, protocol)
    line = write(
        book,
        "registered",
        protocol.digest,
        {"said": protocol.said, "opened_before": seen},
        clock,
    )
    return {
        "registered": protocol.digest,
        "at": line.at,
        "link": line.link,
        "outcomes_opened_before": seen,
    }


def deviate(path: Path, book: Path, done: str, why: str, clock: Clock = now) -> Answer:
    """Keep what was done otherwise than promised, and why.

    Raises:
        CannotIdentify: the protocol is not registered, or either is not said.
    """
    protocol = read_protocol(path)
    kept = lines(book)
    insist_on_open(path, kept, protocol)
    if not (done.strip() and why.strip()):
        raise CannotIdentify("Say what was done otherwise, and why.")
    line = write(book, "deviation", protocol.digest, {"done": done, "why": why}, clock)
    return {"deviation": done, "why": why, "at": line.at, "link": line.link}


def deviations_of(book: Path, protocol: Protocol) -> list[Answer]:
    """What was done otherwise, by the book: `at`, `done` and `why` of each."""
    return deviations_in(lines(book), protocol)


def deviations_in(kept: list[Line], protocol: Protocol) -> list[Answer]:
    """The same, of lines that were read already."""
    return [{"at": one.at, **one.more} for one in of_kind("deviation", kept, protocol)]


def insist_on_open(path: Path, kept: list[Line], protocol: Protocol) -> None:
    """
    Raises:
        CannotIdentify: it is not registered as it stands; says what was changed.
    """
    if why := why_closed(path.name, kept, protocol):
        raise CannotIdentify(why)


def insist_on_data(protocol: Protocol) -> None:
    """
    Raises:
        CannotIdentify: a file of it is not the one that was promised.
    """
    grids = (one.grid for one in protocol.analyses if one.grid)
    for file, promised in ((protocol.data, protocol.data_hash), *grids):
        found = hash_of_file(file)
        if found != promised:
            raise CannotIdentify(
                f"{file.name} is not the file of the protocol: its SHA-256 is {found}, "
                f"and {promised} was promised."
            )


def _opened_before(kept: list[Line], protocol: Protocol) -> list[str]:
    """Outcomes that were looked at already, by their names: on whatever data.

    A file with one space more is another file, and what was seen is seen.
    """
    seen = {
        outcome
        for line in kept
        if line.what == "opened"
        for outcome in line.more["outcomes"]
    }
    return sorted(seen & {outcome.column for outcome in protocol.outcomes})
