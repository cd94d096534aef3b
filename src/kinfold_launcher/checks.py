"""The checks that need no test: style, types, import rules, templates, migrations."""

from __future__ import annotations

import secrets
import subprocess
from collections.abc import Mapping, Sequence
from functools import partial

from kinfold_launcher.places import CHECKOUT, PYTHON, VENV
from kinfold_launcher.steps import Step

PYTHON_FOLDERS = ("src", "tests", "tools", "benchmarks")


def folders() -> list[str]:
    """The folders with Python in them that this version has."""
    return [name for name in PYTHON_FOLDERS if (CHECKOUT / name).is_dir()]


def tool(name: str) -> str:
    """A program of the development set."""
    return str(VENV / "bin" / name)


def quietly(command: Sequence[str], environment: Mapping[str, str]) -> int:
    """Run one tool in the checkout, its words shown as they come. Its exit code."""
    return subprocess.run(
        command, cwd=CHECKOUT, env=dict(environment), check=False
    ).returncode


def check_steps(environment: Mapping[str, str], *, audit: bool = False) -> list[Step]:
    """Every check, quickest first. `audit` asks the network about known weaknesses."""
    commands: dict[str, list[str]] = {
        "style (ruff)": [tool("ruff"), "check", *folders()],
        "layout (ruff format)": [tool("ruff"), "format", "--check", *folders()],
        "import rules (lint-imports)": [tool("lint-imports"), "--no-cache"],
        "templates (djlint)": [tool("djlint"), "--lint", "--quiet", "src"],
        "types (mypy --strict)": [tool("mypy")],
        "migrations complete": [
            *(str(PYTHON), "-m", "kinfold.manage"),
            *("makemigrations", "--check", "--dry-run"),
        ],
        "settings fit for service": [
            *(str(PYTHON), "-m", "kinfold.manage", "check", "--deploy"),
            *("--fail-level", "WARNING"),
            *("--settings", "kinfold.config.settings.production"),
        ],
    }
    if audit:
        commands["known weaknesses (pip-audit)"] = [
            *(tool("pip-audit"), "--requirement", "requirements.lock"),
            *("--require-hashes", "--disable-pip", "--progress-spinner", "off"),
        ]
    # The settings of a service, with keys as long as a service's.
    settings = {
        **environment,
        "KINFOLD_SECRET_KEY": secrets.token_urlsafe(48),
        "KINFOLD_FIELD_KEY": secrets.token_urlsafe(48),
    }
    return [
        Step(name, partial(quietly, command, settings))
        for name, command in commands.items()
    ]
