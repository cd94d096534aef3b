"""A study on paper: its files for as long as a call lasts, and its run on them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final
from uuid import UUID

from django.conf import settings

from kinfold.platform.one_at_a_time import one_at_a_time
from kinfold.records.errors import CannotDo
from kinfold.studies.models import LONGEST_RUN
from kinfold.studies.study import Study
from kinfold_evaluation.refusal import CannotIdentify
from kinfold_evaluation.registry.book import Line, as_written, lines
from kinfold_evaluation.registry.progress import Step, read_step
from kinfold_evaluation.registry.protocol import as_toml

NOT_UNDERSTOOD, OTHERWISE = 2, 1
TOOK_TOO_LONG: Final = (
    "It took longer than four minutes, so nothing was kept. Ask for fewer outcomes or "
    "fewer analyses, or run it by ./kinfold evaluate protocol."
)

Watch = Callable[[Step | None], None]


@dataclass(frozen=True)
class Reckoned:
    """What a run came to, before it is kept: the book's new lines, and the answers."""

    lines: tuple[Line, ...]
    told: dict[str, Any]


def reckon(*, study: Study, kept: Sequence[Line], watch: Watch) -> Reckoned:
    """Run every analysis as promised, and keep nothing: it takes long, and asks
    nothing of the database meanwhile. `watch` is called every second with how far
    it has come; what it raises ends the run.

    Raises:
        CannotDo: it no longer stands as it was registered, or took too long.
    """
    with (
        refusals_told(),
        on_paper(study.said, study.panel, kept) as (path, book),
    ):
        told = run_apart(path, book, watch)
        return Reckoned(tuple(lines(book)[len(kept) :]), told)


def run_apart(
    path: Path, book: Path, watch: Watch = lambda step: None
) -> dict[str, Any]:
    """The registry's own command, in a process of its own: whoever asks neither
    holds every method in memory nor waits longer than it must.

    Raises:
        CannotIdentify: it was refused, or took too long.
    """
    words = [sys.executable, "-m", "kinfold_evaluation", "protocol", "run", str(path)]
    far = path.with_name("progress.json")
    begun = time.monotonic()
    with subprocess.Popen(  # noqa: S603  our own command, with files of ours
        [*words, "--book", str(book), "--progress", str(far)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": str(settings.PROJECT / "src")},
    ) as done:
        try:
            while (told := _said_by(done)) is None:
                if time.monotonic() - begun > LONGEST_RUN.total_seconds():
                    raise CannotIdentify(TOOK_TOO_LONG)
                watch(read_step(far))
        finally:
            done.kill()  # whatever ends the wait ends it too; over already, it is none
    out, complaints = told
    if done.returncode == NOT_UNDERSTOOD:
        raise CannotIdentify(complaints.strip())
    if done.returncode not in {0, OTHERWISE}:
        raise RuntimeError(complaints[-2000:])
    answer: dict[str, Any] = json.loads(out)
    return answer


def _said_by(done: subprocess.Popen[str]) -> tuple[str, str] | None:
    """All it wrote, once it is over; None after a second of waiting."""
    try:
        return done.communicate(timeout=1)
    except subprocess.TimeoutExpired:
        return None


def lock_book(programme_id: UUID) -> None:
    """Nobody else changes anything of the programme's studies until we commit."""
    one_at_a_time(f"kinfold.studies {programme_id}")


@contextmanager
def on_paper(
    said: Mapping[str, Any], panel: str, kept: Sequence[Line]
) -> Iterator[tuple[Path, Path]]:
    """The protocol, its panel and the book as files, for as long as this lasts."""
    with TemporaryDirectory(prefix="kinfold-study-") as name:
        folder = Path(name)
        (folder / "panel.csv").write_text(panel, encoding="utf-8", newline="")
        path, book = folder / "protocol.toml", folder / "registry.jsonl"
        path.write_text(as_toml(said), encoding="utf-8", newline="")
        book.write_text("".join(map(as_written, kept)), encoding="utf-8", newline="")
        yield path, book


@contextmanager
def refusals_told() -> Iterator[None]:
    """The library's refusal, as what a form shows."""
    try:
        yield
    except CannotIdentify as error:
        raise CannotDo(str(error)) from error
