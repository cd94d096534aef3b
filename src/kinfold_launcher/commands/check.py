"""`./kinfold check`: everything that can be said about the source without tests."""

from __future__ import annotations

import os

from kinfold_launcher.checks import check_steps
from kinfold_launcher.commands.test import test_environment
from kinfold_launcher.environment import ensure_environment
from kinfold_launcher.steps import run_steps, sum_up
from kinfold_launcher.tests_server import tests_server
from kinfold_launcher.words import Problem


def run(arguments: list[str]) -> int:
    """Run every check. `--audit` also looks every dependency up (needs the network)."""
    if arguments not in ([], ["--audit"]):
        raise Problem("./kinfold check takes nothing or --audit.", code=2)
    ensure_environment(for_tests=True)
    with tests_server(os.environ) as (home, server):
        steps = check_steps(test_environment(home, server), audit=bool(arguments))
        return sum_up(run_steps(steps))
