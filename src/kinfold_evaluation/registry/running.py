"""Run a protocol as it stands, and again, and compare.

By itself, because it takes in every method: whoever only registers waits for none.
"""

from __future__ import annotations

import io
import json
from pathlib import Path

from kinfold_evaluation import command
from kinfold_evaluation.refusal import CannotIdentify
from kinfold_evaluation.registry.book import Clock, lines, now, write
from kinfold_evaluation.registry.progress import Step, Told
from kinfold_evaluation.registry.protocol import (
    Analysis,
    Outcome,
    Protocol,
    read_protocol,
)
from kinfold_evaluation.registry.standing import hashes_of, of_kind, otherwise
from kinfold_evaluation.registry.study import (
    Answer,
    deviations_in,
    insist_on_data,
    insist_on_open,
)


def run(
    path: Path,
    book: Path,
    clock: Clock = now,
    *,
    keep: bool = True,
    told: Told = lambda step: None,
) -> Answer:
    """Every analysis of every outcome as promised, and whether it came out as before.

    Args:
        keep: write in the book that it was run. Without, a study that was run before is
            run again for comparison alone.
        told: is told before each answer how many there are.

    Raises:
        CannotIdentify: the protocol is not registered as it stands (it says what was
            changed), or its data are others.
    """
    protocol = read_protocol(path)
    kept = lines(book)
    insist_on_open(path, kept, protocol)
    insist_on_data(protocol)
    opened = {
        "data": protocol.data_hash,
        "outcomes": [outcome.column for outcome in protocol.outcomes],
    }
    ran = of_kind("ran", kept, protocol)
    keep = keep or not ran
    if keep:
        # before the first number is reckoned: who breaks off has looked all the same
        write(book, "opened", protocol.digest, opened, clock)
    results = _every_result(protocol, told)
    hashes = hashes_of(results)
    before = ran[-1] if ran else None
    if keep:
        write(book, "ran", protocol.digest, {"results": hashes}, clock)
    return {
        "title": protocol.said["title"],
        "protocol": protocol.digest,
        "deviations": deviations_in(kept, protocol),
        "compared_with": before.at if before else None,
        "otherwise_than_before": otherwise(before, hashes),
        "results": results,
        "hashes": hashes,
    }


def _every_result(protocol: Protocol, told: Told) -> dict[str, dict[str, Answer]]:
    """By outcome and analysis."""
    of = len(protocol.outcomes) * len(protocol.analyses)
    results: dict[str, dict[str, Answer]] = {}
    done = 0
    for outcome in protocol.outcomes:
        answers = results.setdefault(outcome.column, {})
        for analysis in protocol.analyses:
            told(Step(done, of, outcome.column, analysis.name))
            answers[analysis.name] = _run(protocol, outcome, analysis)
            done += 1
    return results


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
