"""What the suite needs of a machine is installed, and only what is missing."""

from __future__ import annotations

from pathlib import Path

import pytest

from kinfold_launcher import machine

CHROMIUM = Path("/usr/bin/chromium")


@pytest.mark.parametrize(
    ("has_browser", "has_atomic", "asked"),
    [
        (True, True, []),
        (True, False, ["libatomic1"]),
        (False, True, ["chromium"]),
        (False, False, ["chromium", "libatomic1"]),
    ],
)
def test_what_drives_the_browser_is_installed_when_it_is_missing(
    monkeypatch: pytest.MonkeyPatch,
    has_browser: bool,
    has_atomic: bool,
    asked: list[str],
) -> None:
    installed: list[str] = []

    def install(packages: list[str], *, why: str) -> None:
        installed.extend(packages)

    def browser() -> Path | None:
        return CHROMIUM if has_browser or "chromium" in installed else None

    monkeypatch.setattr(machine, "install_packages", install)
    monkeypatch.setattr(machine, "browser", browser)
    monkeypatch.setattr(
        machine, "find_library", lambda _: "libatomic.so.1" if has_atomic else None
    )
    assert machine.ensure_browser() == CHROMIUM
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
