"""`./kinfold manage ...`: any of the application's own commands."""

from __future__ import annotations

import os

from kinfold_launcher.application import Application
from kinfold_launcher.environment import ensure_environment
from kinfold_launcher.places import home_for
from kinfold_launcher.server import ready_server


def run(arguments: list[str]) -> int:
    """Forward to `python -m kinfold.manage`, on the database that `up` uses."""
    ensure_environment()
    home = home_for(os.environ)
    server = ready_server(home, os.environ)
    return Application.of(home, server, os.environ).call(*arguments)
