"""What an examination found: one line each, with how to mend what is not well."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum

from kinfold_launcher.words import Problem, say


class Level(StrEnum):
    """How well one thing is."""

    OK = "ok"
    WARN = "warn"
    FAIL = "fail"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at, what was seen, and what to do when it is not well."""

    level: Level
    what: str
    seen: str
    mend: str = ""


def ok(what: str, seen: str) -> Finding:
    return Finding(Level.OK, what, seen)


def warn(what: str, seen: str, mend: str) -> Finding:
    return Finding(Level.WARN, what, seen, mend)


def fail(what: str, seen: str, mend: str) -> Finding:
    return Finding(Level.FAIL, what, seen, mend)


def examine(what: str, look: Callable[[], Iterable[Finding]]) -> list[Finding]:
    """Run one examination. That it could not be made is itself a finding."""
    try:
        return list(look())
    except Problem as problem:
        return [fail(what, problem.what, " ".join(problem.mend))]
    except OSError as error:
        return [fail(what, f"could not be looked at: {error}", "")]


def report(findings: list[Finding]) -> int:
    """Say every finding. Exit code 1 when anything fails."""
    width = max(len(finding.what) for finding in findings)
    for finding in findings:
        say(f"{finding.level:<4}  {finding.what:<{width}}  {finding.seen}")
        if finding.mend:
            say(f"{'':<4}  {'':<{width}}  -> {finding.mend}")
    failed = sum(finding.level is Level.FAIL for finding in findings)
    warned = sum(finding.level is Level.WARN for finding in findings)
    say()
    if failed or warned:
        say(f"{failed} to mend, {warned} to think about, of {len(findings)} looked at")
    else:
        say(f"All is well: {len(findings)} looked at")
    return 1 if failed else 0
