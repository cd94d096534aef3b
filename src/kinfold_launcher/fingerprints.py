"""Fingerprints of the source, so that what has not changed is not done again."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

from kinfold_launcher.environment import RUNTIME_LOCK
from kinfold_launcher.places import CHECKOUT

SHELL = CHECKOUT / "src" / "kinfold"


def schema_fingerprint() -> str:
    """Changes whenever `migrate` or the fences might have something to do.

    Libraries bring migrations of their own, so the lock is in it too.
    """
    parts = ("migrations/*.py", "models.py", "models/**/*.py", "fences.py", "apps.py")
    found = [path for part in parts for path in SHELL.glob(f"*/{part}")]
    return _of([CHECKOUT / RUNTIME_LOCK, *found, *SHELL.glob("config/settings/*.py")])


def static_fingerprint() -> str:
    """Changes whenever a file that browsers are sent might have changed."""
    found = (path for path in SHELL.glob("*/static/**/*") if path.is_file())
    return _of([CHECKOUT / RUNTIME_LOCK, *found])


def _of(paths: Iterable[Path]) -> str:
    whole = hashlib.sha256()
    for path in sorted(paths):
        name = path.relative_to(CHECKOUT).as_posix()
        content = hashlib.sha256(path.read_bytes()).hexdigest()
        whole.update(f"{name}\0{content}\n".encode())
    return whole.hexdigest()
