"""What a service needs: every setting documented, Django's own checks silent."""

from __future__ import annotations

import os
import re
import secrets
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.checks import run_checks
from pytest_django.fixtures import Settings

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


def manage(*words: str, **changes: str) -> subprocess.CompletedProcess[str]:
    """One of the commands as a service runs it."""
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "kinfold.config.settings.production",
        "KINFOLD_SECRET_KEY": secrets.token_urlsafe(60),
        "KINFOLD_FIELD_KEY": secrets.token_urlsafe(60),
        "KINFOLD_HOSTS": "kinfold.example",
        "PYTHONPATH": str(SOURCE.parent),
    }
    return subprocess.run(
        [sys.executable, "-m", "kinfold.manage", *words],
        env=environment | changes,
        capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip


CHECK = ("check", "--deploy", "--fail-level", "WARNING")


@pytest.mark.slow
def test_djangos_deployment_checks_are_silent() -> None:
    checked = manage(*CHECK, KINFOLD_DEMO="0")
    assert checked.returncode == 0, checked.stderr
    assert "no issues" in checked.stdout


@pytest.mark.slow
def test_a_service_is_no_demo_whatever_the_environment_says() -> None:
    ask = (
        "from django.conf import settings;"
        "from kinfold.platform.signin.second_factor import is_required;"
        "print(settings.KINFOLD_DEMO, is_required())"
    )
    told = manage("shell", "--command", ask, KINFOLD_DEMO="1")
    assert told.stdout.splitlines()[-1] == "False True", told.stderr


def problems(settings: Settings, **changes: object) -> list[str | None]:
    good = {"KINFOLD_DEMO": False, "KINFOLD_FIELD_KEY": "k" * 40}
    for name, value in {**good, **changes}.items():
        setattr(settings, name, value)
    found = run_checks(tags=["security"], include_deployment_checks=True)
    return [one.id for one in found if str(one.id).startswith("kinfold.platform")]


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({}, []),
        ({"KINFOLD_DEMO": True}, ["kinfold.platform.E001"]),
        ({"KINFOLD_FIELD_KEY": ""}, ["kinfold.platform.E002"]),
        ({"KINFOLD_FIELD_KEY": "short"}, ["kinfold.platform.E002"]),
    ],
)
def test_what_a_service_may_not_be_run_with(
    settings: Settings, changes: dict[str, object], found: list[str]
) -> None:
    assert problems(settings, **changes) == found
