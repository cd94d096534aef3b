"""What `doctor` looks at on the machine, with no database."""

from __future__ import annotations

import json
import os
import platform
import shutil
import stat
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from kinfold_launcher import machine, ports
from kinfold_launcher.environment import is_fitting
from kinfold_launcher.findings import Finding, fail, ok, warn
from kinfold_launcher.places import CHECKOUT, Home
from kinfold_launcher.running import running
from kinfold_launcher.words import Problem, megabytes

PLENTY_BYTES = 5 * 10**9
LEAST_BYTES = 10**9
PLENTY_MEMORY = 1_500_000_000
BACKUP_DAYS = 1
# A clock before the day this was written is wrong: codes and certificates fail with it.
WRITTEN_ON = datetime(2026, 11, 23, tzinfo=UTC)
PYTHON_SUPPORT_ENDS = {
    (3, 11): "2027-10-31",
    (3, 12): "2028-10-31",
    (3, 13): "2029-10-31",
    (3, 14): "2030-10-31",
}


def python_version() -> Iterator[Finding]:
    version = sys.version_info[:2]
    ends = PYTHON_SUPPORT_ENDS.get(version)
    shown = f"{platform.python_version()} on {platform.system()} {platform.machine()}"
    if ends and f"{datetime.now(tz=UTC):%Y-%m-%d}" > ends:
        mend = "Install a newer Python; ./kinfold finds it by itself"
        yield warn("Python", f"{shown}: no security fixes since {ends}", mend)
    else:
        yield ok("Python", shown)


def who_we_are() -> Iterator[Finding]:
    if os.geteuid() == 0:
        mend = "Fine to try it out. For a real service make a user of its own"
        yield warn("user", "root", mend)
    else:
        yield ok("user", "an ordinary user")


def environment() -> Iterator[Finding]:
    if is_fitting():
        yield ok("environment", "as requirements.lock says")
    else:
        mend = "Type: ./kinfold up"
        yield fail("environment", ".venv is not as requirements.lock says", mend)


def disk(home: Home) -> Iterator[Finding]:
    place = home.path if home.path.exists() else CHECKOUT
    free = shutil.disk_usage(place).free
    mend = "Free some space, or set KINFOLD_HOME to a folder on another disk"
    if free < LEAST_BYTES:
        yield fail("disk", f"{megabytes(free)} free", mend)
    elif free < PLENTY_BYTES:
        yield warn("disk", f"{megabytes(free)} free", mend)
    else:
        yield ok("disk", f"{megabytes(free)} free")


def memory() -> Iterator[Finding]:
    try:
        lines = Path("/proc/meminfo").read_text(encoding="ascii").splitlines()
    except OSError:
        return
    found = dict(line.split(":", 1) for line in lines)
    free = int(found["MemAvailable"].split()[0]) * 1024
    if free < PLENTY_MEMORY:
        mend = "Kinfold wants about 1 GB of its own; close something else"
        yield warn("memory", f"{megabytes(free)} free", mend)
    else:
        yield ok("memory", f"{megabytes(free)} free")


def locale() -> Iterator[Finding]:
    encoding = sys.getfilesystemencoding().lower()
    if encoding == "utf-8" and (sys.stdout.encoding or "").lower() == "utf-8":
        yield ok("locale", "UTF-8")
    else:
        mend = "Type: export LANG=C.UTF-8"
        yield warn("locale", f"{encoding}: names with accents may show wrongly", mend)


def clock() -> Iterator[Finding]:
    now = datetime.now(tz=UTC)
    if now < WRITTEN_ON:
        mend = "Set the clock: sign-in codes and certificates depend on it"
        yield fail("clock", f"{now:%Y-%m-%d %H:%M} UTC, before Kinfold was made", mend)
    else:
        yield ok("clock", f"{now:%Y-%m-%d %H:%M} UTC")


def browser() -> Iterator[Finding]:
    if found := machine.browser():
        yield ok("browser for the tests", found.name)
    else:
        mend = f"./kinfold test installs it, or: sudo apt-get install {machine.SHELL}"
        yield warn("browser for the tests", "no chromium is installed", mend)


def service(home: Home, port: int) -> Iterator[Finding]:
    found = running(home)
    if found:
        yield ok("service", f"running at {found.url or '(still starting)'}")
        return
    try:
        ports.require_free("127.0.0.1", port)
    except Problem as problem:
        yield warn("service", f"not running. {problem.what}", " ".join(problem.mend))
    else:
        yield ok("service", f"not running; port {port} is free")


def modes(home: Home) -> Iterator[Finding]:
    """Nobody but the owner may read the data folder, the secrets or the database."""
    wanted = {
        home.path: 0o710,
        home.secrets: 0o600,
        home.files: 0o700,
        home.logs: 0o700,
        home.server / "data": 0o700,
    }
    wrong = []
    for path, most in wanted.items():
        try:
            mode = stat.S_IMODE(path.stat().st_mode)
        except FileNotFoundError:
            continue
        if mode & ~most:
            wrong.append((path, mode, most))
    for path, mode, most in wrong:
        mend = f"Type: chmod {most:o} {path}"
        yield fail("file modes", f"{path.name} is open to others ({mode:o})", mend)
    if not wrong:
        yield ok("file modes", "data, files and secrets are closed to others")


def backups(home: Home, *, is_demo: bool) -> Iterator[Finding]:
    try:
        text = (home.backups / "last.json").read_text(encoding="utf-8")
        made_at = datetime.fromisoformat(json.loads(text)["made_at"])
    except (OSError, ValueError, KeyError):
        if is_demo:
            yield ok("backup", "none; a demo can be made again")
        else:
            yield warn("backup", "none has been made", "Type: ./kinfold backup")
        return
    age = datetime.now(tz=UTC) - made_at
    shown = f"the last is of {made_at:%Y-%m-%d %H:%M} UTC"
    if age > timedelta(days=BACKUP_DAYS) and not is_demo:
        yield warn("backup", shown, "Type: ./kinfold backup, and do it every day")
    else:
        yield ok("backup", shown)
