"""`./kinfold env`: what a shell needs to run pytest or manage.py by hand."""

from __future__ import annotations

import os
import shlex
import sys

from kinfold_launcher.places import ENVIRONMENT_MARK, home_for
from kinfold_launcher.server import exports, ready_server
from kinfold_launcher.words import Problem, speaking_to


def run(arguments: list[str]) -> int:
    """Start the server if need be; print export lines, and nothing else, on stdout."""
    if arguments not in ([], ["--test"]):
        raise Problem("./kinfold env takes nothing or --test.", code=2)
    is_test = bool(arguments)
    home = home_for(os.environ, is_test=is_test)
    with speaking_to(sys.stderr):
        server = ready_server(home, os.environ)
    values = exports(home, server, os.environ)
    values[ENVIRONMENT_MARK] = "test" if is_test else "demo"
    for name, value in values.items():
        print(f"export {name}={shlex.quote(value)}")
    return 0
