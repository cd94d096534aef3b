"""How far a run has come: written to a file that whoever waits looks at."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Step:
    """`done` of `of` answers are there; the one of `outcome` by `analysis` is next."""

    done: int
    of: int
    outcome: str
    analysis: str


Told = Callable[[Step], None]


def write_step(path: Path, step: Step) -> None:
    """Put it in place whole, so that nobody reads the half of it."""
    part = path.with_suffix(".part")
    part.write_text(json.dumps(asdict(step)), encoding="utf-8")
    part.replace(path)


def read_step(path: Path) -> Step | None:
    """The last one written; None before the first."""
    try:
        return Step(**json.loads(path.read_text(encoding="utf-8")))
    except FileNotFoundError:
        return None
