"""The installation's own secrets: three database passwords and Django's key."""

from __future__ import annotations

import json
import os
import secrets
from dataclasses import asdict, dataclass
from pathlib import Path

from kinfold_launcher.words import Problem


@dataclass(frozen=True, slots=True)
class Passwords:
    """Random, made once, kept in `secrets.json` (mode 0600), never printed."""

    owner: str
    migrate: str
    app: str
    secret_key: str


def make_passwords() -> Passwords:
    """Fresh secrets: 256 bits or more each, URL-safe ASCII."""
    owner, migrate, app = (secrets.token_urlsafe(32) for _ in range(3))
    return Passwords(owner, migrate, app, secrets.token_urlsafe(48))


def load_passwords(path: Path) -> Passwords | None:
    """The secrets kept at `path`, or None when there are none yet.

    Raises:
        Problem: the file cannot be read or is damaged.
    """
    try:
        kept = json.loads(path.read_text(encoding="utf-8"))
        return Passwords(**{name: str(kept[name]) for name in Passwords.__slots__})
    except FileNotFoundError:
        return None
    except PermissionError:
        raise Problem(
            f"You may not read {path}.",
            "Run ./kinfold as the user who ran it first, or set KINFOLD_HOME.",
        ) from None
    except (ValueError, KeyError, TypeError):
        raise Problem(
            f"{path} is damaged.",
            "Put back a copy of it, or move it away: ./kinfold up then makes new",
            "database passwords. Everyone is signed out, and anything the application",
            "encrypted with the old key can no longer be read.",
        ) from None


def keep_passwords(path: Path, kept: Passwords) -> None:
    """Write the secrets whole or not at all, readable to the owner only."""
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        json.dump(asdict(kept), file, indent=1)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
