"""Whether a protocol stands as it was registered, and results as they came out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from kinfold_evaluation.registry.book import Line
from kinfold_evaluation.registry.protocol import Protocol, changes, digest_of

Results = Mapping[str, Mapping[str, Any]]
"""By outcome and analysis."""

ROUNDING: Final = 1e-9
"""What is smaller is how a machine rounds."""


def why_closed(name: str, kept: Sequence[Line], protocol: Protocol) -> str:
    """Why its outcomes stay closed: not registered, or changed and where; else ""."""
    if of_kind("registered", kept, protocol):
        return ""
    same = [
        line
        for line in kept
        if line.what == "registered"
        and line.more["said"].get("title") == protocol.said["title"]
    ]
    if not same:
        return (
            f"{name} is not registered, so its outcomes stay closed. Register it "
            "first: ./kinfold evaluate protocol register."
        )
    changed = "; ".join(changes(same[-1].more["said"], protocol.said))
    return (
        f"{name} is not what was registered on {same[-1].at}. Changed: {changed}. "
        "Put it back, or register it as it is now; that it came later will be seen."
    )


def of_kind(what: str, kept: Sequence[Line], protocol: Protocol) -> list[Line]:
    """The protocol's own lines of one kind, in order."""
    return [one for one in kept if (one.what, one.protocol) == (what, protocol.digest)]


def hashes_of(results: Results) -> dict[str, str]:
    """A hash for each outcome and analysis, of what it answers to six digits."""
    return {
        f"{outcome}, {analysis}": digest_of(_rounded(answer))
        for outcome, answers in results.items()
        for analysis, answer in answers.items()
    }


def otherwise(before: Line | None, hashes: Mapping[str, str]) -> list[str]:
    """What came out otherwise than in a run that the book keeps."""
    kept = before.more["results"] if before else hashes
    return sorted(name for name in hashes if kept.get(name) != hashes[name])


def _rounded(answer: Any) -> Any:
    """To six digits: processors part in the last ones, and that is no other answer."""
    if isinstance(answer, float):
        return f"{answer:.6g}" if abs(answer) > ROUNDING else "0"
    if isinstance(answer, dict):
        return {key: _rounded(value) for key, value in answer.items()}
    if isinstance(answer, list):
        return [_rounded(one) for one in answer]
    return answer
