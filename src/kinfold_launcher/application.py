"""The application's own commands, run as child processes with the right environment."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from kinfold_launcher.places import CHECKOUT, PYTHON, Home
from kinfold_launcher.server import Server, child_environment
from kinfold_launcher.words import Problem

SHELL = CHECKOUT / "src" / "kinfold"


@dataclass(frozen=True, slots=True)
class Application:
    """The application of this checkout, on one data folder and one server."""

    home: Home
    server: Server
    environment: Mapping[str, str]

    @classmethod
    def of(
        cls, home: Home, server: Server, environment: Mapping[str, str]
    ) -> Application:
        return cls(home, server, child_environment(home, server, environment))

    def command(self, *words: str) -> list[str]:
        """The command line of one of Django's commands."""
        return [str(PYTHON), "-m", "kinfold.manage", *words]

    def call(self, *words: str) -> int:
        """Run a command with our own input and output. Its exit code."""
        return subprocess.run(
            self.command(*words), env=dict(self.environment), check=False
        ).returncode

    def must(self, *words: str, doing: str) -> None:
        """Run a command that has to work; its words are shown as they come.

        Raises:
            Problem: it failed.
        """
        code = self.call(*words)
        if code:
            raise Problem(
                f"{doing} failed; the reason is above.",
                f"To try it alone:  ./kinfold manage {' '.join(words)}",
            )

    def ask(self, *words: str) -> tuple[int, str]:
        """Run a command and take its words: (exit code, everything it said)."""
        done = subprocess.run(
            self.command(*words),
            env=dict(self.environment),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        return done.returncode, done.stdout


def has_command(name: str) -> bool:
    """Whether this version of the application has that command."""
    return any(SHELL.glob(f"*/management/commands/{name}.py"))


def has_module(dotted: str) -> bool:
    """Whether a package of this checkout can be run with `python -m`."""
    place = CHECKOUT / "src" / Path(*dotted.split("."))
    return (place / "__main__.py").exists() or place.with_suffix(".py").exists()
