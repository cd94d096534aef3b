"""A list of named steps, each timed, run to the end whatever fails, then summed up."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from kinfold_launcher.words import Problem, say, seconds


@dataclass(frozen=True, slots=True)
class Step:
    """Something to do and what to call it; it answers with an exit code."""

    name: str
    run: Callable[[], int]


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a step went."""

    name: str
    code: int
    duration: float
    note: str = ""


def run_steps(steps: Iterable[Step]) -> list[Outcome]:
    """Run every step, even after one failed: one run shows everything to mend."""
    outcomes = []
    for step in steps:
        say(f"\n--- {step.name}")
        began = time.monotonic()
        note = ""
        try:
            code = step.run()
        except Problem as problem:
            say(str(problem))
            code, note = problem.code, problem.what
        outcomes.append(Outcome(step.name, code, time.monotonic() - began, note))
    return outcomes


def sum_up(outcomes: list[Outcome]) -> int:
    """Say how each step went. Exit code 1 when any failed."""
    say()
    width = max((len(outcome.name) for outcome in outcomes), default=0)
    for outcome in outcomes:
        word = "FAILED" if outcome.code else "ok"
        took = seconds(outcome.duration)
        say(f"  {word:<6}  {outcome.name:<{width}}  {took:>9}  {outcome.note}".rstrip())
    failed = [outcome for outcome in outcomes if outcome.code]
    whole = seconds(sum(outcome.duration for outcome in outcomes))
    told = f"{len(outcomes) - len(failed)} of {len(outcomes)} steps passed in {whole}"
    say(f"\n{told}" + (f"; {len(failed)} failed" if failed else ""))
    return 1 if failed else 0
