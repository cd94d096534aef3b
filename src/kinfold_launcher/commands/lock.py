"""`./kinfold lock`: write the lock files anew from pyproject.toml."""

from __future__ import annotations

import os
import shutil
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path

from kinfold_launcher.places import CHECKOUT, VENV
from kinfold_launcher.words import Problem, doing

# A poisoned release is usually found and withdrawn within days of its upload.
COOLING_DAYS = 7
LOCKS = {
    "requirements.lock": ["pyproject.toml"],
    "requirements-dev.lock": ["pyproject.toml", "--group", "dev"],
    "requirements-spark.lock": ["--group", "spark"],
}


def run(arguments: list[str]) -> int:
    """Resolve every dependency with its hashes. `--upgrade` takes newer releases."""
    if arguments not in ([], ["--upgrade"]):
        raise Problem("./kinfold lock takes nothing or --upgrade.", code=2)
    uv = find_uv()
    if uv is None:
        raise Problem(
            "uv, which makes the lock files, is not installed.",
            "Type:  ./kinfold test --prepare   (it is in the development set)",
        )
    newest = datetime.now(tz=UTC) - timedelta(days=COOLING_DAYS)
    for name, groups in LOCKS.items():
        with doing(f"Locking {name}"):
            _compile(uv, name, [*groups, *arguments], f"{newest:%Y-%m-%dT00:00:00Z}")
    return 0


def find_uv() -> Path | None:
    """uv in the environment, or anywhere on the path."""
    near = VENV / "bin" / "uv"
    found = str(near) if near.exists() else shutil.which("uv")
    return Path(found) if found else None


def _compile(uv: Path, name: str, more: list[str], newest: str) -> None:
    # No index address and no folder of this machine may enter a file others use.
    command = [
        str(uv),
        *("pip", "compile", "--no-config", "--quiet"),
        *("--generate-hashes", "--universal", "--python-version", "3.11"),
        *("--exclude-newer", newest, "--output-file", name),
        *("--no-emit-index-url", "--no-emit-find-links", "--no-annotate"),
        *("--custom-compile-command", "./kinfold lock"),
        *more,
    ]
    if name != "requirements.lock":
        command += ["--constraint", "requirements.lock"]
    done = subprocess.run(command, cwd=CHECKOUT, env=dict(os.environ), check=False)
    if done.returncode:
        raise Problem(f"{name} could not be made; uv's own words are above.")
