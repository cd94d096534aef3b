"""What a service needs: every setting documented, Django's own checks silent."""

from __future__ import annotations

import os
import re
import secrets
import subprocess
import sys
from pathlib import Path

import pytest

import kinfold

SOURCE = Path(kinfold.__file__).parent
DEPLOY = SOURCE.parents[1] / "docs" / "how-to" / "deploy.md"
READ = re.compile(
    r"""(?:environ(?:\.get|\.setdefault)?[\[(]|flag\(|words\(|required\(|database\()"""
    r"""\s*["'](KINFOLD_[A-Z_]+|PROMETHEUS_[A-Z_]+)["']"""
)


def variables_read() -> set[str]:
    return {
        name
        for module in SOURCE.rglob("*.py")
        for name in READ.findall(module.read_text(encoding="utf-8"))
    } | {"KINFOLD_APP_DATABASE_URL", "KINFOLD_MIGRATE_DATABASE_URL"}


def variables_documented() -> set[str]:
    lines = DEPLOY.read_text(encoding="utf-8").splitlines()
    rows = [line for line in lines if line.startswith("| `")]
    return {name for row in rows for name in re.findall(r"^\| `([A-Z_]+)`", row)}


def test_every_variable_that_is_read_is_documented() -> None:
    assert variables_read() - variables_documented() == set()


def test_no_variable_is_documented_that_nothing_reads() -> None:
    assert variables_documented() - variables_read() == set()


@pytest.mark.slow
def test_djangos_deployment_checks_are_silent() -> None:
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "kinfold.config.settings.production",
        "KINFOLD_SECRET_KEY": secrets.token_urlsafe(60),
        "KINFOLD_HOSTS": "kinfold.example",
        "PYTHONPATH": str(SOURCE.parent),
    }
    checked = subprocess.run(
        [
            sys.executable, "-m", "kinfold.manage",
            "check", "--deploy", "--fail-level", "WARNING",
        ],
        env=environment, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert checked.returncode == 0, checked.stderr
    assert "no issues" in checked.stdout
