"""`./kinfold fmt`: lay the source out as the checks want it."""

from __future__ import annotations

import os

from kinfold_launcher.checks import folders, quietly, tool
from kinfold_launcher.environment import ensure_environment
from kinfold_launcher.words import Problem


def run(arguments: list[str]) -> int:
    """Mend what ruff can mend, then lay everything out."""
    if arguments:
        raise Problem("./kinfold fmt takes nothing.", code=2)
    ensure_environment(for_tests=True)
    ruff = tool("ruff")
    code = quietly([ruff, "check", "--fix", *folders()], os.environ)
    return quietly([ruff, "format", *folders()], os.environ) or code
