"""What dies is started again, more and more slowly; what is stopped stays stopped."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kinfold_launcher import processes
from kinfold_launcher.places import PYTHON
from kinfold_launcher.supervisor import (
    HEALTHY_SECONDS,
    LONGEST_WAIT_SECONDS,
    Child,
    stop_orphans,
)

SLEEP = [sys.executable, "-c", "import time; time.sleep(60)"]
SAY_PID = "import os; print(os.getpid(), flush=True);"


def child(folder: Path, command: list[str]) -> Child:
    return Child("web", command, os.environ, folder / "web.log", folder / "web.pid")


@pytest.mark.slow
def test_a_child_that_dies_is_started_again_after_longer_and_longer_waits(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    web = child(tmp_path, [sys.executable, "-c", "raise SystemExit(3)"])
    now = time.monotonic()
    waits = []
    for _ in range(8):
        web.start()
        assert web.process is not None
        web.process.wait()
        web.started_at = now
        web.look(now)
        waits.append(web.start_again_at - now)
        web.look(now)  # too early: nothing happens
        assert web.process is None
    assert waits == [1, 2, 4, 8, 16, 32, 60, LONGEST_WAIT_SECONDS]
    said = capsys.readouterr().out
    assert "The web ended by itself (exit code 3)" in said
    assert str(tmp_path / "web.log") in said


@pytest.mark.slow
def test_a_long_healthy_life_makes_the_next_wait_short(tmp_path: Path) -> None:
    web = child(tmp_path, [sys.executable, "-c", ""])
    web.wait_seconds = 32
    web.start()
    assert web.process is not None
    web.process.wait()
    now = web.started_at + HEALTHY_SECONDS + 1
    web.look(now)
    assert web.start_again_at - now == 1
    web.look(now + 1)
    assert web.process is not None
    web.stop()


@pytest.mark.slow
def test_stopping_leaves_no_process_and_no_pid_file(tmp_path: Path) -> None:
    web = child(tmp_path, SLEEP)
    web.start()
    found = processes.kept_process(tmp_path / "web.pid")
    assert found is not None
    web.stop()
    assert not found.is_alive
    assert not (tmp_path / "web.pid").exists()


@pytest.mark.slow
def test_an_orphan_is_stopped_and_a_stranger_with_its_pid_is_not(
    tmp_path: Path,
) -> None:
    with subprocess.Popen(SLEEP) as stranger, subprocess.Popen(SLEEP) as orphan:
        processes.process(orphan.pid).keep(tmp_path / "worker.pid")
        processes.Process(stranger.pid, "1").keep(tmp_path / "web.pid")
        assert stop_orphans(tmp_path) == 1
        assert stranger.poll() is None
        assert orphan.wait(timeout=60) < 0
        assert list(tmp_path.glob("*.pid")) == []
        stranger.kill()


@pytest.mark.slow
@pytest.mark.parametrize(
    ("command", "is_ours"),
    [
        ((str(PYTHON), "-c", f"{SAY_PID} import time; time.sleep(60)"), True),
        (("sh", "-c", "echo $$; exec sleep 60"), False),
    ],
)
def test_what_a_killed_web_server_leaves_on_its_port_is_ended_and_no_stranger_is(
    tmp_path: Path, command: tuple[str, ...], is_ours: bool
) -> None:
    with subprocess.Popen(
        ["sh", "-c", '"$@" & wait', "sh", *command],
        stdout=subprocess.PIPE,
        start_new_session=True,
    ) as web:
        assert web.stdout is not None
        worker = processes.process(int(web.stdout.readline()))
        processes.process(web.pid).keep(tmp_path / "web.pid")
        web.kill()
        web.wait()
        try:
            assert stop_orphans(tmp_path) == is_ours
            end = time.monotonic() + (60 if is_ours else 0)
            while worker.is_alive and time.monotonic() < end:
                time.sleep(0.01)
            assert worker.is_alive != is_ours
        finally:
            processes.stop(worker, patience_seconds=60)


@pytest.mark.slow
def test_a_child_does_not_hear_ctrl_c_meant_for_us(tmp_path: Path) -> None:
    web = child(tmp_path, SLEEP)
    web.start()
    assert web.process is not None
    assert os.getsid(web.process.pid) != os.getsid(0)
    web.stop()
