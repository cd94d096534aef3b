"""The door itself: what it lists, what it refuses, and that it needs nothing."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

from kinfold_launcher import cli
from kinfold_launcher.places import CHECKOUT
from kinfold_launcher.words import Problem

DOOR = CHECKOUT / "src" / "kinfold_launcher" / "__main__.py"
RUN = CHECKOUT / "docs" / "how-to" / "run.md"


def test_help_lists_every_command_this_version_has_and_no_other(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert cli.main([]) == 0
    listed = {line.split()[0] for line in capsys.readouterr().out.splitlines()[2:]}
    assert listed == {command.name for command in cli.COMMANDS if command.is_present}
    assert {"up", "down", "test", "check", "backup", "restore", "doctor"} <= listed


def test_every_command_is_explained_in_the_guide() -> None:
    guide = RUN.read_text(encoding="utf-8")
    for command in cli.present():
        assert f"./kinfold {command.name}" in guide


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("up", "--host ADDRESS"),
        ("restore", "rehearse; change nothing"),
        ("measures", "a measure's whole page"),
        ("evaluate", "--method"),
        ("bench", "without a name, what there is to measure"),
        ("audit", "verify | heads"),
    ],
)
def test_help_of_one_command_says_all_it_takes(name: str, told: str) -> None:
    done = subprocess.run(
        [CHECKOUT / "kinfold", name, "--help"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert told in done.stdout


@pytest.mark.parametrize("name", ["", "upp", "-x", "../up", "é"])
def test_an_unknown_command_is_answered_with_the_list(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main([name]) == 2
    said = capsys.readouterr().err
    assert f"There is no command {name!r}" in said
    assert "doctor" in said


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["up", "--port", "lots"], "'lots' is not a port"),
        (["up", "--port", "70000"], "'70000' is not a port"),
        (["env", "--demo"], "takes nothing or --test"),
        (["down", "now"], "takes nothing or --all"),
        (["backup", "a", "b"], "takes the name of one new file"),
        (["lock", "--fast"], "takes nothing or --upgrade"),
        (["doctor", "me"], "takes nothing"),
        (["check", "all"], "takes nothing or --audit"),
        (["reset", "now"], "takes nothing or --yes"),
        (["fmt", "now"], "takes nothing"),
    ],
)
def test_words_that_make_no_sense_are_explained(
    words: list[str], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(words) in {1, 2}
    assert told in capsys.readouterr().err


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (Problem("The moon is down.", "Wait for it."), "The moon is down.\n  Wait"),
        (
            OSError(errno.ENOSPC, "No space left", "/data/x"),
            "The disk is full (/data/x)",
        ),
        (OSError(errno.EACCES, "Permission denied"), "The system refused: Permission"),
        (KeyboardInterrupt(), "Stopped."),
    ],
)
def test_what_goes_wrong_is_said_in_words_with_no_traceback(
    error: BaseException,
    told: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def fail(self: cli.Command, arguments: list[str]) -> int:
        raise error

    monkeypatch.setattr(cli.Command, "run", fail)
    assert cli.main(["doctor"]) > 0
    assert told in capsys.readouterr().err


@pytest.mark.slow
def test_it_runs_with_the_standard_library_alone(tmp_path: Path) -> None:
    """No packages, no settings of the user's, a bare path, another folder."""
    done = subprocess.run(
        [sys.executable, "-I", "-S", str(DOOR), "--help"],
        capture_output=True,
        text=True,
        check=False,
        cwd=tmp_path,
        env={"PATH": "/usr/bin:/bin"},
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "./kinfold COMMAND" in done.stdout


@pytest.mark.slow
def test_the_shell_launcher_finds_a_python_from_anywhere(tmp_path: Path) -> None:
    link = tmp_path / "a folder with spaces"
    link.symlink_to(CHECKOUT)
    done = subprocess.run(
        [link / "kinfold", "--help"],
        capture_output=True,
        text=True,
        check=False,
        cwd="/",
        env={"PATH": "/usr/bin:/bin"},
    )
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.slow
def test_with_no_python_it_says_what_to_install(tmp_path: Path) -> None:
    (tmp_path / "kinfold").write_bytes((CHECKOUT / "kinfold").read_bytes())
    done = subprocess.run(
        ["/bin/sh", tmp_path / "kinfold"],
        capture_output=True,
        text=True,
        check=False,
        env={"PATH": str(tmp_path), "HOME": os.environ.get("HOME", "/")},
    )
    assert done.returncode != 0
    assert "python3" in done.stderr
