"""What is running now: the launcher's own lock and the note it leaves beside it."""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from kinfold_launcher import processes
from kinfold_launcher.places import Home


@dataclass(frozen=True, slots=True)
class Running:
    """A launcher at work: its process and, once the pages answer, where."""

    pid: int
    began: str
    url: str = ""


def _note(home: Home) -> Path:
    return home.run / "up.json"


def running(home: Home) -> Running | None:
    """The launcher that serves `home`, or None. A note left by a dead one is not
    believed."""
    try:
        found = Running(**json.loads(_note(home).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None
    alive = processes.Process(found.pid, found.began).is_alive
    return found if found.began and alive else None


def note_running(home: Home, url: str = "") -> None:
    """Leave the note of this process."""
    here = processes.process(os.getpid())
    draft = _note(home).with_suffix(f".{here.pid}")
    kept = Running(here.pid, here.began, url)
    draft.write_text(json.dumps(asdict(kept)), encoding="utf-8")
    draft.replace(_note(home))


@contextmanager
def only_one(home: Home) -> Iterator[bool]:
    """Hold `home` for as long as we run; False when another launcher has it.

    The kernel drops the lock when its holder dies, however it dies: never stale.
    """
    with (home.run / "up.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
            return
        try:
            yield True
        finally:
            _note(home).unlink(missing_ok=True)
