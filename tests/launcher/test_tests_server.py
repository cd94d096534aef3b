"""Two commands of one checkout that need the tests' server at the same time."""

from __future__ import annotations

import fcntl
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from kinfold_launcher import tests_server as ours
from kinfold_launcher.places import Home

HOLDS = (
    "import fcntl, sys; lock = open(sys.argv[1], 'w'); fcntl.flock(lock, fcntl.{how});"
    " print('held', flush=True); sys.stdin.readline()"
)


@pytest.fixture
def stopped(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[str]:
    """Each time the server is stopped. It was started by whoever enters first."""
    found: list[str] = []
    cluster = SimpleNamespace(stop=lambda: found.append("stopped"))
    server: Any = SimpleNamespace(cluster=cluster, was_started=True)
    home = Home(tmp_path / "home", is_test=True)
    monkeypatch.setattr(ours, "home_for", lambda environ, *, is_test: home)

    def start(home: Home, environ: Any) -> Any:
        with (home.run / "server.lock").open("w") as lock:  # as the real one does
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        return server

    monkeypatch.setattr(ours, "ready_server", start)
    return found


def holder(path: Path, how: str) -> subprocess.Popen[str]:
    process = subprocess.Popen(
        [sys.executable, "-c", HOLDS.format(how=how), str(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    return process


def test_who_started_it_stops_it(stopped: list[str]) -> None:
    with ours.tests_server({}):
        assert stopped == []
    assert stopped == ["stopped"]


def test_it_is_left_to_another_who_uses_it(stopped: list[str]) -> None:
    with ours.tests_server({}) as (home, _):
        other = holder(home.run / "in-use.lock", "LOCK_SH")
    with other:
        other.communicate("\n")
    assert stopped == []


def test_a_suite_waits_for_another_and_says_so(
    stopped: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with ours.tests_server({}) as (home, _):
        other = holder(home.run / "suite.lock", "LOCK_EX")
        say = ours.say

        def say_and_end_the_other(words: str) -> None:
            say(words)
            other.communicate("\n")

        with pytest.MonkeyPatch.context() as patch, other:
            patch.setattr(ours, "say", say_and_end_the_other)
            with ours.one_suite(home), (home.run / "suite.lock").open("w") as lock:
                with pytest.raises(BlockingIOError):
                    fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    assert "Another ./kinfold test is running here" in capsys.readouterr().out
