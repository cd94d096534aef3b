"""Where things are: the checkout, its virtual environment, and the data folder."""

from __future__ import annotations

import os
import stat
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from kinfold_launcher.words import Problem

CHECKOUT = Path(__file__).resolve().parents[2]
VENV = CHECKOUT / ".venv"
PYTHON = VENV / "bin" / "python"

# `eval "$(./kinfold env --test)"` leaves this mark, so that a later `./kinfold up`
# typed in the same shell does not take the test database for the real one.
ENVIRONMENT_MARK = "KINFOLD_ENV_OF"


@dataclass(frozen=True, slots=True)
class Home:
    """The data folder: database, uploaded files, secrets, logs. All private."""

    path: Path
    is_test: bool = False

    @property
    def secrets(self) -> Path:
        return self.path / "secrets.json"

    @property
    def server(self) -> Path:
        return self.path / "postgres"

    @property
    def files(self) -> Path:
        """What people upload (the application's MEDIA_ROOT)."""
        return self.path / "files"

    @property
    def logs(self) -> Path:
        return self.path / "logs"

    @property
    def run(self) -> Path:
        """Pid files and locks of what is running now."""
        return self.path / "run"

    @property
    def backups(self) -> Path:
        return self.path / "backups"

    @property
    def stamps(self) -> Path:
        """Fingerprints of work already done, so that a warm start can skip it."""
        return self.path / "stamps"


def home_for(environment: Mapping[str, str], *, is_test: bool = False) -> Home:
    """The data folder that `environment` asks for, or the usual one in the checkout."""
    if is_test:
        chosen = environment.get("KINFOLD_TEST_HOME")
        return Home(_absolute(chosen) or CHECKOUT / ".kinfold-test", is_test=True)
    chosen = environment.get("KINFOLD_HOME")
    if environment.get(ENVIRONMENT_MARK) == "test":
        chosen = None
    return Home(_absolute(chosen) or CHECKOUT / ".kinfold")


def _absolute(chosen: str | None) -> Path | None:
    return Path(chosen).expanduser().absolute() if chosen else None


def make_private(folder: Path) -> Path:
    """Make `folder` if need be, closed to everyone but its owner (mode 0700).

    Raises:
        Problem: it is a link, is another user's, or cannot be made.
    """
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except FileExistsError:
        raise Problem(f"{folder} should be a folder but is a file.") from None
    except PermissionError:
        raise Problem(
            f"You may not make or open the folder {folder}.",
            "Run as the user who owns it, or set KINFOLD_HOME to a folder of your own.",
        ) from None
    found = folder.lstat()
    if not stat.S_ISDIR(found.st_mode):
        raise Problem(f"{folder} should be a folder of its own but is a link.")
    if found.st_uid != os.geteuid() and os.geteuid() != 0:
        raise Problem(
            f"{folder} belongs to another user.",
            "Run as that user, or set KINFOLD_HOME to a folder of your own.",
        )
    if found.st_uid == os.geteuid() and found.st_mode & 0o067:
        folder.chmod(found.st_mode & 0o710)
    return folder
