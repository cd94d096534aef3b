"""Bring a database and the data folder up to the source, doing only what is new."""

from __future__ import annotations

from pathlib import Path

from kinfold_launcher import databases
from kinfold_launcher.application import Application, has_command
from kinfold_launcher.cluster import require_room
from kinfold_launcher.fingerprints import schema_fingerprint, static_fingerprint
from kinfold_launcher.marks import read_marks, set_marks
from kinfold_launcher.places import Home
from kinfold_launcher.words import Problem, doing, say

DEMO_FAMILIES = 400
DEMO_SEED = 1
# The demo world and England's published figures, with their indexes and their log.
DEMO_BYTES = 600_000_000


def prepare(application: Application, *, wants_demo: bool) -> None:
    """Migrate, gather the static files, and load the demo the first time."""
    server = application.server
    marks = read_marks(server)
    if marks.demo == "begun":
        say("The demo world was being loaded when it was stopped: beginning again")
        empty_database(application)
        marks = read_marks(server)
    fingerprint = schema_fingerprint()
    if marks.schema != fingerprint:
        with doing("Bringing the database's tables up to date"):
            migrate(application)
        set_marks(server, schema=fingerprint)
    gather_static(application)
    if not marks.demo:
        if wants_demo:
            load_demo(application)
        else:
            set_marks(server, demo="none")


def migrate(application: Application) -> None:
    """Run every migration that has not run. Safe to repeat."""
    words = ("migrate", "--no-input", "--verbosity", "0")
    application.must(*words, doing="Changing the database's tables")


def gather_static(application: Application) -> None:
    """Collect style sheets, scripts and fonts, with hashes in their names."""
    stamp = application.home.stamps / "static"
    fingerprint = static_fingerprint()
    if _read(stamp) == fingerprint and (application.home.path / "static").is_dir():
        return
    with doing("Gathering style sheets, scripts and fonts"):
        words = ("collectstatic", "--no-input", "--clear", "--verbosity", "0")
        application.must(*words, doing="Gathering the static files")
    stamp.write_text(fingerprint, encoding="utf-8")


def load_demo(application: Application) -> None:
    """Load England's published figures and a world of made-up families.

    The database is marked first, so that a load cut short is never taken for whole.
    """
    steps = {
        "England's published figures for the ten authorities": ("england_load",),
        f"A demo world of {DEMO_FAMILIES} made-up families": (
            *("world", "--families", str(DEMO_FAMILIES)),
            *("--seed", str(DEMO_SEED)),
        ),
    }
    steps = {what: words for what, words in steps.items() if has_command(words[0])}
    if not steps:
        return
    require_room(application.home.path, DEMO_BYTES)
    set_marks(application.server, demo="begun")
    for what, words in steps.items():
        with doing(f"Loading: {what}"):
            application.must(*words, doing="Loading the demo")
    set_marks(application.server, demo="done")


def empty_database(application: Application) -> None:
    """Drop the database with everything in it and make it anew, empty.

    Raises:
        Problem: the server is one that we may not administer.
    """
    server = application.server
    if server.admin is None:
        raise Problem(
            "The database was given ready-made, so it is not ours to empty.",
            "Unset KINFOLD_APP_DATABASE_URL and KINFOLD_MIGRATE_DATABASE_URL, or empty",
            "it with your own tools.",
        )
    database = server.migrate.database
    databases.drop(server.migrate, database, for_real_server=server.is_real)
    databases.create(server.migrate, database, for_real_server=server.is_real)


def forget_stamps(home: Home) -> None:
    """Make the next start check everything again."""
    for stamp in home.stamps.glob("*"):
        stamp.unlink()


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except OSError:
        return ""
