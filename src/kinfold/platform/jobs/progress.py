"""How far a job is, and whether it should stop."""

from __future__ import annotations

import time
from collections.abc import Callable

WRITE_EVERY_SECONDS = 0.25
LONGEST_MESSAGE = 500


class Cancelled(Exception):
    """Somebody pressed "Cancel". Everything the job did is rolled back."""


class Stopped(Exception):
    """The worker is being stopped. The job goes back to the queue."""


class Progress:
    """What a job's body is given to say how far it is.

    On its own it keeps counts and writes nothing, which is what tests need. In a
    worker, `write` is given and shows the counts to whoever watches.
    """

    def __init__(self, write: Callable[[Progress], None] | None = None) -> None:
        self.total_count = 0
        self.done_count = 0
        self.message = ""
        self._write = write
        self._written_at = 0.0

    def expect(self, total_count: int, message: str = "") -> None:
        """Say how many steps there will be."""
        self.total_count = max(0, total_count)
        self.say(message or self.message)

    def step(self, count: int = 1, message: str = "") -> None:
        """Say that `count` more steps are done."""
        self.done_count += count
        self.message = (message or self.message)[:LONGEST_MESSAGE]
        self._tell()

    def say(self, message: str) -> None:
        """Say in words what is going on. No names."""
        self.message = message[:LONGEST_MESSAGE]
        self._tell(is_now=True)

    def _tell(self, *, is_now: bool = False) -> None:
        now = time.monotonic()
        if self._write and (is_now or now - self._written_at >= WRITE_EVERY_SECONDS):
            self._written_at = now
            self._write(self)
