"""What the suite tells at its end is what its tests told as they passed."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from kinfold_launcher.commands import test as command
from kinfold_launcher.places import CHECKOUT
from kinfold_launcher.steps import Step

TESTS = """
import pytest

@pytest.mark.parametrize("number", range(5))
def test_one(number, record_property):
    record_property("tells", "vectors of ours")
    assert number != 3

def test_several(record_property):
    record_property("tells", ("worked examples there", 1_200))
"""


def test_only_what_has_passed_is_counted_whichever_worker_ran_it(
    tmp_path: Path,
) -> None:
    (tmp_path / "test_some.py").write_text(TESTS)
    kept = tmp_path / "told.txt"
    done = subprocess.run(
        [
            sys.executable, "-m", "pytest", "-p", "tests.told", "-q", "-n", "2",
            "--rootdir", str(tmp_path), "-c", "/dev/null", str(tmp_path),
        ],
        cwd=CHECKOUT,
        env={**os.environ, "KINFOLD_TOLD": str(kept), "PYTHONPATH": str(CHECKOUT)},
        capture_output=True,
        text=True,
        check=False,
    )  # fmt: skip
    assert kept.read_text().splitlines() == [
        "4 vectors of ours passed",
        "1,200 worked examples there passed",
    ], done.stdout
    assert "4 vectors of ours passed\n" in done.stdout


def test_the_whole_suite_ends_with_it(tmp_path, monkeypatch, capsys) -> None:
    class Home:
        run = tmp_path

    class Held:
        def __init__(self, *_):
            pass

        def __enter__(self):
            return Home, None

        def __exit__(self, *_):
            return None

    def steps(environment):
        def run() -> int:
            Path(environment["KINFOLD_TOLD"]).write_text("7 vectors passed\n")
            return 0

        return [Step("rules", run)]

    monkeypatch.setattr(command, "ensure_environment", lambda **_: None)
    monkeypatch.setattr(command, "tests_server", Held)
    monkeypatch.setattr(command, "one_suite", Held)
    monkeypatch.setattr(command, "test_environment", lambda *_: {})
    monkeypatch.setattr(command, "_whole_suite", steps)
    (tmp_path / "told.txt").write_text("9 of the time before\n")
    assert command.run([]) == 0
    assert capsys.readouterr().out.endswith("7 vectors passed\n")
