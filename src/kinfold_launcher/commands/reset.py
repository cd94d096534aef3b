"""`./kinfold reset`: throw the demo's data away and make the demo afresh."""

from __future__ import annotations

import os
import shutil

from kinfold_launcher.application import Application
from kinfold_launcher.commands.down import stop_all
from kinfold_launcher.environment import ensure_environment
from kinfold_launcher.marks import read_marks
from kinfold_launcher.places import home_for
from kinfold_launcher.prepare import empty_database, prepare
from kinfold_launcher.server import prepare_home, ready_server, wants_demo
from kinfold_launcher.words import Problem, say, was_agreed

QUESTION = "Everything in the demo will be deleted: families, maps, files, accounts."


def run(arguments: list[str]) -> int:
    """Ask first, or take --yes for an answer. Refuses what is not a demo."""
    if arguments not in ([], ["--yes"]):
        raise Problem("./kinfold reset takes nothing or --yes.", code=2)
    home = home_for(os.environ)
    if not wants_demo(os.environ):
        raise Problem("This is not a demo, so it cannot be reset.")
    if not arguments and not was_agreed(QUESTION):
        raise Problem("Nothing was changed.", "To skip the question:  --yes")
    ensure_environment()
    prepare_home(home)
    if stop_all(home):
        say("Kinfold was stopped")
    server = ready_server(home, os.environ)
    try:
        if read_marks(server).demo == "none":
            raise Problem(
                "This database was not made as a demo, so it will not be deleted.",
                "It was restored from a backup, or begun with ./kinfold up --empty.",
            )
        application = Application.of(home, server, os.environ)
        empty_database(application)
        shutil.rmtree(home.files)
        prepare_home(home)
        prepare(application, wants_demo=True)
    finally:
        if server.cluster and server.was_started:
            server.cluster.stop()
    say("The demo is as new. To use it:  ./kinfold up")
    return 0
