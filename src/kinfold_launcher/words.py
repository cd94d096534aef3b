"""What the launcher says, and how it says that something is wrong."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO


class Problem(Exception):
    """Something the reader can mend: what is wrong, then exactly what to do."""

    def __init__(self, what: str, *mend: str, code: int = 1) -> None:
        super().__init__(what)
        self.what = what
        self.mend = mend
        self.code = code

    def __str__(self) -> str:
        return "\n".join([self.what, *(f"  {line}" for line in self.mend)])


class _Voice:
    """Where speech goes. `env` moves it to standard error, to keep its output clean."""

    stream: TextIO | None = None


@contextmanager
def speaking_to(stream: TextIO) -> Iterator[None]:
    """Send everything said meanwhile to `stream`."""
    before, _Voice.stream = _Voice.stream, stream
    try:
        yield
    finally:
        _Voice.stream = before


def say(text: str = "") -> None:
    """Say one line now, even when the output is a pipe."""
    print(text, file=_Voice.stream or sys.stdout, flush=True)


@contextmanager
def doing(what: str) -> Iterator[None]:
    """Say what is being done, then how long it took (seconds)."""
    say(f"{what} ...")
    began = time.monotonic()
    yield
    say(f"  done in {seconds(time.monotonic() - began)}")


def seconds(duration: float) -> str:
    """A duration in seconds, in words a person reads at a glance."""
    if duration < 60:
        return f"{duration:.1f} s"
    minutes, rest = divmod(round(duration), 60)
    return f"{minutes} min {rest} s"


def megabytes(size: int) -> str:
    """A size in bytes, as MB or GB."""
    if size >= 10**9:
        return f"{size / 10**9:.1f} GB"
    if size < 10**7:
        return f"{size / 10**6:.1f} MB"
    return f"{size / 10**6:.0f} MB"


def was_agreed(question: str) -> bool:
    """Ask for a plain yes. Anything else, or nobody there to ask, is no."""
    if not sys.stdin.isatty():
        return False
    print(f"{question} Type yes to go on: ", end="", flush=True)
    return sys.stdin.readline().strip().lower() == "yes"
