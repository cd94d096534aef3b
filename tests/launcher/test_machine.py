"""What the suite needs of a machine is installed, and only what is missing."""

from __future__ import annotations

from pathlib import Path

import pytest

from kinfold_launcher import machine

CHROMIUM = Path("/usr/bin/chromium")
SHELL = Path("/usr/bin/chromium-headless-shell")


@pytest.mark.parametrize(
    ("here", "has_atomic", "is_offered", "asked"),
    [
        (SHELL, True, True, []),
        (SHELL, False, True, ["libatomic1"]),
        (CHROMIUM, True, True, [SHELL.name]),
        (CHROMIUM, True, False, []),
        (CHROMIUM, False, False, ["libatomic1"]),
        (None, True, True, [SHELL.name]),
        (None, False, False, [SHELL.name, "libatomic1"]),
    ],
)
def test_what_drives_the_browser_is_installed_when_it_is_missing(
    monkeypatch: pytest.MonkeyPatch,
    here: Path | None,
    has_atomic: bool,
    is_offered: bool,
    asked: list[str],
) -> None:
    installed: list[str] = []

    def install(packages: list[str], *, why: str) -> None:
        installed.extend(packages)

    monkeypatch.setattr(machine, "install_packages", install)
    monkeypatch.setattr(machine, "_is_offered", lambda _: is_offered)
    monkeypatch.setattr(
        machine, "browser", lambda: SHELL if SHELL.name in installed else here
    )
    monkeypatch.setattr(
        machine, "find_library", lambda _: "libatomic.so.1" if has_atomic else None
    )
    assert machine.ensure_browser() == (SHELL if SHELL.name in asked else here)
    assert installed == asked


@pytest.mark.parametrize(("has_java", "asked"), [(True, 0), (False, 1)])
def test_java_is_installed_when_spark_is_asked_for_and_it_is_missing(
    monkeypatch: pytest.MonkeyPatch, has_java: bool, asked: int
) -> None:
    installed: list[str] = []
    monkeypatch.setattr(
        machine, "install_packages", lambda packages, *, why: installed.extend(packages)
    )
    monkeypatch.delenv("JAVA_HOME", raising=False)
    monkeypatch.setattr(
        machine.shutil, "which", lambda _: "/usr/bin/java" if has_java else None
    )
    machine.ensure_java()
    assert installed == ["openjdk-17-jre-headless"] * asked
