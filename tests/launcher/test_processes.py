"""A pid file names one process for ever, never whoever has the pid now."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kinfold_launcher import ports, processes
from kinfold_launcher.words import Problem

SLEEP = [sys.executable, "-c", "import time; time.sleep(60)"]
STUBBORN = [
    sys.executable,
    "-c",
    "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN);"
    " print('deaf', flush=True); time.sleep(60)",
]


def test_a_living_process_is_found_by_its_pid_file(tmp_path: Path) -> None:
    here = processes.process(os.getpid())
    here.keep(tmp_path / "it.pid")
    assert processes.kept_process(tmp_path / "it.pid") == here


def test_a_pid_used_again_by_another_process_is_not_believed(tmp_path: Path) -> None:
    path = tmp_path / "it.pid"
    path.write_text(json.dumps({"pid": os.getpid(), "began": "1"}))
    assert processes.kept_process(path) is None


@pytest.mark.parametrize("text", ["", "4711", "{}", '{"pid": 1}', "\0"])
def test_a_damaged_pid_file_names_nobody(tmp_path: Path, text: str) -> None:
    (tmp_path / "it.pid").write_text(text)
    assert processes.kept_process(tmp_path / "it.pid") is None
    assert processes.kept_process(tmp_path / "absent.pid") is None


def test_a_process_that_ended_unreaped_counts_as_gone() -> None:
    with subprocess.Popen([sys.executable, "-c", ""]) as child:
        end = time.monotonic() + 60
        while processes.began(child.pid) and time.monotonic() < end:
            time.sleep(0.01)
        assert processes.began(child.pid) == ""


@pytest.mark.slow
def test_stopping_asks_first_and_kills_what_does_not_listen() -> None:
    with subprocess.Popen(SLEEP) as child:
        assert processes.stop(processes.process(child.pid), patience_seconds=60)
        assert child.wait() == -signal.SIGTERM
    with subprocess.Popen(STUBBORN, stdout=subprocess.PIPE) as child:
        assert child.stdout is not None
        child.stdout.readline()
        assert not processes.stop(processes.process(child.pid), patience_seconds=0.1)
        assert child.wait() == -signal.SIGKILL


@pytest.mark.slow
def test_ending_a_session_ends_the_grandchildren_too() -> None:
    script = (
        "import subprocess, sys; c = subprocess.Popen([sys.executable, '-c',"
        " 'import time; time.sleep(60)']); print(c.pid, flush=True); c.wait()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", script], stdout=subprocess.PIPE, start_new_session=True
    ) as child:
        assert child.stdout is not None
        grandchild = processes.process(int(child.stdout.readline()))
        child.kill()
        child.wait()
        assert grandchild.is_alive
        processes.end_session(child.pid)
        end = time.monotonic() + 60
        while grandchild.is_alive and time.monotonic() < end:
            time.sleep(0.01)
        assert not grandchild.is_alive


def test_a_free_port_is_free_and_a_taken_one_says_by_whom() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen(1)
        port = taken.getsockname()[1]
        with pytest.raises(Problem) as problem:
            ports.require_free("127.0.0.1", port)
        assert f"Port {port} is taken by process {os.getpid()}" in problem.value.what
        assert f"--port {port + 1}" in str(problem.value)
    ports.require_free("127.0.0.1", port)


def test_an_address_of_another_machine_is_explained() -> None:
    with pytest.raises(Problem, match=r"Cannot listen on 192\.0\.2\.1 port 8000"):
        ports.require_free("192.0.2.1", 8000)


def test_nobody_answering_is_seen_at_once() -> None:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        assert not ports.answers(f"http://127.0.0.1:{held.getsockname()[1]}/")
