"""Register a protocol, run it as it stands, run it again, say what was done else."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from kinfold_evaluation import command
from kinfold_evaluation.refusal import CannotIdentify
from kinfold_evaluation.registry.book import Clock, Line, lines, now, write
from kinfold_evaluation.registry.protocol import (
    Analysis,
    Outcome,
    Protocol,
    changes,
    digest_of,
    hash_of_file,
    read_protocol,
)

Answer = dict[str, Any]

ROUNDING: Final = 1e-9
"""What is smaller is how a machine rounds."""


def register(path: Path, book: Path, clock: Clock = now) -> Answer:
    """Keep a protocol, before its outcomes are opened; later, and it says so.

    Raises:
        CannotIdentify: it is not whole, its data are others, or it is registered.
    """
    protocol = read_protocol(path)
    _insist_on_data(protocol)
    kept = lines(book)
    if _registered(kept, protocol.digest):
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


def run(path: Path, book: Path, clock: Clock = now, *, keep: bool = True) -> Answer:
    """Every analysis of every outcome as promised, and whether it came out as before.

    Args:
        keep: write in the book that it was run. Without, a study that was run before is
            run again for comparison alone.

    Raises:
        CannotIdentify: the protocol is not registered as it stands (it says what was
            changed), or its data are others.
    """
    protocol = read_protocol(path)
    kept = lines(book)
    if not _registered(kept, protocol.digest):
        raise CannotIdentify(_not_registered(path, kept, protocol))
    _insist_on_data(protocol)
    opened = {
        "data": protocol.data_hash,
        "outcomes": [outcome.column for outcome in protocol.outcomes],
    }
    ran = _of(kept, "ran", protocol)
    keep = keep or not ran
    if keep:
        # before the first number is reckoned: who breaks off has looked all the same
        write(book, "opened", protocol.digest, opened, clock)
    results = _every_result(protocol)
    hashes = {
        f"{outcome}, {analysis}": digest_of(_rounded(answer))
        for outcome, answers in results.items()
        for analysis, answer in answers.items()
    }
    before = ran[-1] if ran else None
    if keep:
        write(book, "ran", protocol.digest, {"results": hashes}, clock)
    return {
        "title": protocol.said["title"],
        "protocol": protocol.digest,
        "deviations": _deviations(kept, protocol),
        "compared_with": before.at if before else None,
        "otherwise_than_before": _otherwise(before, hashes),
        "results": results,
        "hashes": hashes,
    }


def deviate(path: Path, book: Path, done: str, why: str, clock: Clock = now) -> Answer:
    """Keep what was done otherwise than promised, and why.

    Raises:
        CannotIdentify: the protocol is not registered, or either is not said.
    """
    protocol = read_protocol(path)
    kept = lines(book)
    if not _registered(kept, protocol.digest):
        raise CannotIdentify(_not_registered(path, kept, protocol))
    if not (done.strip() and why.strip()):
        raise CannotIdentify("Say what was done otherwise, and why.")
    line = write(book, "deviation", protocol.digest, {"done": done, "why": why}, clock)
    return {"deviation": done, "why": why, "at": line.at, "link": line.link}


def deviations_of(book: Path, protocol: Protocol) -> list[Answer]:
    """What was done otherwise, by the book: `at`, `done` and `why` of each."""
    return _deviations(lines(book), protocol)


def _deviations(kept: list[Line], protocol: Protocol) -> list[Answer]:
    return [{"at": one.at, **one.more} for one in _of(kept, "deviation", protocol)]


def _registered(kept: list[Line], digest: str) -> bool:
    return any(one.what == "registered" and one.protocol == digest for one in kept)


def _not_registered(path: Path, kept: list[Line], protocol: Protocol) -> str:
    """What was changed since the last protocol of the same title."""
    same = [
        line
        for line in kept
        if line.what == "registered"
        and line.more["said"].get("title") == protocol.said["title"]
    ]
    if not same:
        return (
            f"{path.name} is not registered, so its outcomes stay closed. Register it "
            "first: ./kinfold evaluate protocol register."
        )
    changed = "; ".join(changes(same[-1].more["said"], protocol.said))
    return (
        f"{path.name} is not what was registered on {same[-1].at}. Changed: {changed}. "
        "Put it back, or register it as it is now; that it came later will be seen."
    )


def _insist_on_data(protocol: Protocol) -> None:
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


def _of(kept: list[Line], what: str, protocol: Protocol) -> list[Line]:
    return [one for one in kept if (one.what, one.protocol) == (what, protocol.digest)]


def _every_result(protocol: Protocol) -> dict[str, dict[str, Answer]]:
    """By outcome and analysis."""
    return {
        outcome.column: {
            analysis.name: _run(protocol, outcome, analysis)
            for analysis in protocol.analyses
        }
        for outcome in protocol.outcomes
    }


def _run(protocol: Protocol, outcome: Outcome, analysis: Analysis) -> Answer:
    """What it answers, or why it cannot: both are results."""
    out, complain = io.StringIO(), io.StringIO()
    words = [
        "--method",
        analysis.method,
        "--data",
        str(protocol.data),
        "--outcome",
        outcome.column,
        *protocol.design,
        *analysis.options,
        *(["--grid", str(analysis.grid[0])] if analysis.grid else []),
        "--json",
    ]
    try:
        code = command.main(words, out=out, complain=complain)
    except SystemExit as error:
        raise CannotIdentify(
            f"Analysis {analysis.name} is not understood: {' '.join(words)}"
        ) from error
    role: Answer = {
        "better": outcome.better,
        "rank": outcome.rank,
        "is_sensitivity": analysis.is_sensitivity,
    }
    if code:
        return {**role, "cannot_be_answered": complain.getvalue().strip()}
    return {**role, **json.loads(out.getvalue())}


def _rounded(answer: Any) -> Any:
    """To six digits: processors part in the last ones, and that is no other answer."""
    if isinstance(answer, float):
        return f"{answer:.6g}" if abs(answer) > ROUNDING else "0"
    if isinstance(answer, dict):
        return {key: _rounded(value) for key, value in answer.items()}
    if isinstance(answer, list):
        return [_rounded(one) for one in answer]
    return answer


def _otherwise(before: Line | None, hashes: Mapping[str, str]) -> list[str]:
    kept = before.more["results"] if before else hashes
    return sorted(name for name in hashes if kept.get(name) != hashes[name])
