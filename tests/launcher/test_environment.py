"""The lock files, and what is skipped when nothing changed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kinfold_launcher import environment, fingerprints
from kinfold_launcher.environment import RUNTIME_LOCK, TEST_LOCK
from kinfold_launcher.places import CHECKOUT
from kinfold_launcher.words import Problem

LOCKS = (RUNTIME_LOCK, TEST_LOCK)


def pins(name: str) -> dict[str, str]:
    text = (CHECKOUT / name).read_text(encoding="utf-8")
    return dict(re.findall(r"^([\w.-]+(?:\[[^\]]*\])?)==(\S+)", text, re.MULTILINE))


@pytest.mark.parametrize("name", LOCKS)
def test_every_package_is_pinned_to_one_version_with_hashes(name: str) -> None:
    text = (CHECKOUT / name).read_text(encoding="utf-8")
    blocks = re.split(r"^(?=[\w])", text, flags=re.MULTILINE)[1:]
    assert len(blocks) > 20
    for block in blocks:
        assert re.match(r"[\w.\[\],-]+==\S+", block), block
        assert "--hash=sha256:" in block, block


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_names_no_index_and_no_folder(name: str) -> None:
    lines = (CHECKOUT / name).read_text(encoding="utf-8").splitlines()
    told = [line for line in lines if not line.startswith("#    ./kinfold lock")]
    assert not [line for line in told if "://" in line or "/" in line]
    assert not [line for line in told if line.startswith("-")]


def test_the_test_set_holds_the_runtime_set_exactly() -> None:
    assert pins(RUNTIME_LOCK).items() <= pins(TEST_LOCK).items()


def test_what_pyproject_asks_for_is_in_the_lock() -> None:
    text = (CHECKOUT / "pyproject.toml").read_text(encoding="utf-8")
    asked = text.split("dependencies = [", 1)[1].split("\n]", 1)[0]
    names = re.findall(r'^\s*"([\w-]+)', asked, re.MULTILINE)
    assert len(names) > 10
    assert set(names) <= {name.split("[")[0] for name in pins(RUNTIME_LOCK)}


@pytest.fixture
def stamp(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "stamp"
    monkeypatch.setattr(environment, "STAMP", path)
    return path


def test_a_developers_environment_fits_the_service_but_not_the_reverse(
    stamp: Path,
) -> None:
    assert not environment.is_fitting()
    stamp.write_text(environment.stamp_of(TEST_LOCK))
    assert environment.is_fitting()
    assert environment.is_fitting(for_tests=True)
    stamp.write_text(environment.stamp_of(RUNTIME_LOCK))
    assert environment.is_fitting()
    assert not environment.is_fitting(for_tests=True)
    stamp.write_text("run of another lock")
    assert not environment.is_fitting()


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("ERROR: [Errno 28] No space left on device", "The disk is full"),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES", "Do not go round"),
        ("Connection refused", "on the network"),
    ],
)
def test_a_failed_installation_says_what_to_do(
    said: str, told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pip = tmp_path / "python"
    pip.write_text(f"#!/bin/sh\necho '{said}'\nexit 1\n")
    pip.chmod(0o755)
    monkeypatch.setattr(environment, "PYTHON", pip)
    monkeypatch.setattr(environment.shutil, "which", lambda _: None)
    with pytest.raises(Problem, match="could not be installed") as problem:
        environment.install(CHECKOUT / RUNTIME_LOCK)
    assert said in str(problem.value)
    assert told in str(problem.value)


def test_a_fingerprint_changes_with_any_content_and_not_with_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shell = tmp_path / "src" / "kinfold"
    (shell / "people" / "migrations").mkdir(parents=True)
    first = shell / "people" / "migrations" / "0001_initial.py"
    first.write_text("a")
    (tmp_path / RUNTIME_LOCK).write_text("lock")
    monkeypatch.setattr(fingerprints, "CHECKOUT", tmp_path)
    monkeypatch.setattr(fingerprints, "SHELL", shell)
    before = fingerprints.schema_fingerprint()
    first.touch()
    assert fingerprints.schema_fingerprint() == before
    first.write_text("b")
    changed = fingerprints.schema_fingerprint()
    (tmp_path / RUNTIME_LOCK).write_text("newer lock")
    assert len({before, changed, fingerprints.schema_fingerprint()}) == 3
