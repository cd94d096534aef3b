"""Commands that are somebody else's: the application's own, and other packages'.

A command is in the list, and in the help, only when this version has it.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from kinfold_launcher.application import Application, has_command, has_module
from kinfold_launcher.environment import ensure_environment
from kinfold_launcher.places import CHECKOUT, PYTHON, Home, home_for
from kinfold_launcher.prepare import prepare
from kinfold_launcher.server import ready_server
from kinfold_launcher.words import Problem


@dataclass(frozen=True, slots=True)
class Forward:
    """Where a command goes, and whether this version of Kinfold has it."""

    is_present: Callable[[], bool]
    run: Callable[[list[str]], int]


def to_application(*words: str) -> Forward:
    """To one of the application's own commands, on the database that `up` uses."""

    def run(arguments: list[str]) -> int:
        return _application(_home()).call(*words, *arguments)

    return Forward(lambda: has_command(words[0]), run)


def to_package(dotted: str) -> Forward:
    """To a package that needs neither application nor database, as `python -m`."""

    def run(arguments: list[str]) -> int:
        ensure_environment()
        environment = os.environ | {"PYTHONPATH": str(CHECKOUT / "src")}
        command = [str(PYTHON), "-m", dotted, *arguments]
        sys.stdout.flush()
        return subprocess.run(command, env=environment, check=False).returncode

    return Forward(lambda: has_module(dotted), run)


def to_tool(path: str) -> Forward:
    """To a program in the checkout, with the development set and a browser at hand."""
    program = CHECKOUT / path

    def run(arguments: list[str]) -> int:
        ensure_environment(for_tests=True)
        return _call([str(PYTHON), str(program), *arguments], _application(_home()))

    return Forward(program.exists, run)


def to_benchmarks() -> Forward:
    """To benchmarks/NAME.py, on a server and data folder of their own.

    Sixty thousand people made for a measurement must not land in the demo.
    """
    folder = CHECKOUT / "benchmarks"

    def names() -> list[str]:
        return sorted(
            path.stem
            for path in folder.glob("*.py")
            if "def main(" in path.read_text(encoding="utf-8")
        )

    def run(arguments: list[str]) -> int:
        if not arguments or arguments[0] not in names():
            said = f"There is no benchmark {arguments[0]!r}." if arguments else "Which?"
            raise Problem(said, f"There are: {', '.join(names())}", code=2)
        ensure_environment(for_tests=True)
        chosen = os.environ.get("KINFOLD_BENCH_HOME", CHECKOUT / ".kinfold-bench")
        application = _application(Home(Path(chosen).absolute()))
        prepare(application, wants_demo=False)
        command = [str(PYTHON), "-m", f"benchmarks.{arguments[0]}", *arguments[1:]]
        return _call(command, application)

    return Forward(lambda: bool(names()), run)


def _home() -> Home:
    return home_for(os.environ)


def _application(home: Home) -> Application:
    ensure_environment()
    server = ready_server(home, os.environ)
    return Application.of(home, server, os.environ)


def _call(command: list[str], application: Application) -> int:
    environment = dict(application.environment)
    # A tool may start the door again: let it find the same one.
    environment["KINFOLD_LAUNCHER"] = str(CHECKOUT / "kinfold")
    environment["PYTHONPATH"] = os.pathsep.join(
        [str(CHECKOUT), *filter(None, [environment.get("PYTHONPATH")])]
    )
    sys.stdout.flush()
    return subprocess.run(command, env=environment, check=False).returncode


FORWARDS = {
    "world": to_application("world"),
    "audit": to_application("audit"),
    "bench": to_benchmarks(),
    "screens": to_tool("tools/screens.py"),
    "measures": to_package("kinfold_measures"),
    "evaluate": to_package("kinfold_evaluation"),
}
