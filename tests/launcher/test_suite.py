"""The steps of `./kinfold test`: no test in two of them, the rules to the last turn."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest

from kinfold_launcher.commands import test as suite
from kinfold_launcher.places import CHECKOUT

RULES = "every branch of the rules"
EVERY_OTHER = "quick and slow tests"


@pytest.fixture
def commands(monkeypatch: pytest.MonkeyPatch) -> dict[str, list[str]]:
    """What each step that runs pytest would run, by the step's name."""
    asked: list[list[str]] = []

    def note(command: Sequence[str], environment: Mapping[str, str]) -> int:
        asked.append([str(word) for word in command])
        return 0

    monkeypatch.setattr(suite, "quietly", note)
    monkeypatch.setattr(suite, "check_steps", lambda environment: [])
    monkeypatch.setattr(suite.machine, "ensure_browser", lambda: None)
    steps = suite._whole_suite({})
    assert [step.run() for step in steps] == [0] * len(steps)
    return dict(zip((step.name for step in steps), asked, strict=True))


def test_the_rules_come_first_and_the_browser_last(
    commands: dict[str, list[str]],
) -> None:
    assert list(commands) == [
        RULES,
        EVERY_OTHER,
        "journeys in a browser",
    ]


def test_the_tests_of_the_rules_run_once_whole_and_with_their_branches_counted(
    commands: dict[str, list[str]],
) -> None:
    held = commands.pop(RULES)
    assert "-m" not in held[3:]
    assert f"--cov-config={suite.EVERY_BRANCH}" in held
    assert suite.EVERY_BRANCH.is_file()
    for folder in ("domain", "measures"):
        path = str(CHECKOUT / "tests" / folder)
        assert path in held
        assert f"--ignore={path}" in commands[EVERY_OTHER]


@pytest.mark.slow
def test_a_rule_that_no_test_reaches_fails_and_is_named(tmp_path: Path) -> None:
    """One small file of tests reaches little, so nearly everything has to be named."""
    found = subprocess.run(
        [
            *(sys.executable, "-m", "pytest", "tests/domain/test_phrases.py", "-q"),
            *("--cov", f"--cov-config={suite.EVERY_BRANCH}"),
        ],
        cwd=CHECKOUT,
        env={**os.environ, "COVERAGE_FILE": str(tmp_path / "coverage")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert found.returncode == 1, found.stdout + found.stderr
    assert "failed" not in found.stdout
    assert "Required test coverage of 100" in found.stdout
    named = {line.split()[0] for line in found.stdout.splitlines() if "src/" in line}
    policies = (CHECKOUT / "src" / "kinfold").glob("*/policy.py")
    assert {str(path.relative_to(CHECKOUT)) for path in policies} <= named
    assert {
        "src/kinfold_core/practice/rules/safety_plan.py",
        "src/kinfold_measures/england.py",
    } <= named
    assert "src/kinfold_core/phrases.py" not in named
    assert not any(name.startswith("src/kinfold_launcher") for name in named)


def test_spark_is_installed_only_when_it_is_asked_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    done: list[object] = []

    def note(command: Sequence[str], environment: Mapping[str, str]) -> int:
        done.append(Path(command[3]).name)
        return 0

    @contextmanager
    def a_server(*_: object) -> Iterator[tuple[None, None]]:
        yield None, None

    monkeypatch.setattr(suite, "quietly", note)
    monkeypatch.setattr(suite, "ensure_environment", lambda *, for_tests: False)
    monkeypatch.setattr(suite, "tests_server", a_server)
    monkeypatch.setattr(suite, "one_suite", a_server)
    monkeypatch.setattr(suite, "test_environment", lambda home, server: {})
    monkeypatch.setattr(suite, "install", lambda lock: done.append(lock.name))
    monkeypatch.setattr(suite.machine, "ensure_java", lambda: done.append("Java"))
    assert suite.run(["tests/a.py"]) == 0
    assert suite.run(["--spark"]) == 0
    assert done == ["a.py", "Java", "requirements-spark.lock", "test_spark.py"]
