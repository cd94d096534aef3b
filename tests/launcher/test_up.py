"""From nothing to a page, killed in the middle, and back: through the door itself."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kinfold_launcher import ports, processes
from kinfold_launcher.places import CHECKOUT, Home
from kinfold_launcher.server import embedded_cluster

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def home(make_home: Callable[[], Home]) -> Home:
    """One data folder with the settings of real use: its tables are made once."""
    return Home(make_home().path)


@pytest.fixture
def port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@pytest.fixture
def door(home: Home) -> Iterator[Door]:
    door = Door(home)
    yield door
    door("down")


class Door:
    """`./kinfold` on a data folder of its own."""

    def __init__(self, home: Home) -> None:
        self.environment = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("KINFOLD_", "DJANGO_", "COV_", "COVERAGE_"))
        } | {"KINFOLD_HOME": str(home.path)}

    def __call__(self, *words: str) -> tuple[int, str]:
        done = subprocess.run(
            [CHECKOUT / "kinfold", *words],
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
            timeout=300,
        )
        return done.returncode, done.stdout


def kept(home: Home, name: str) -> processes.Process:
    found = processes.kept_process(home.run / f"{name}.pid")
    assert found is not None
    return found


def until(condition: object, seconds: float = 120) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if callable(condition) and condition():
            return True
        time.sleep(0.05)
    return False


def test_up_survives_everything_being_killed(home: Home, door: Door, port: int) -> None:
    url = f"http://localhost:{port}"
    page = f"http://127.0.0.1:{port}/"  # a bare machine may not know localhost
    code, said = door("up", "--detach", "--empty", "--port", str(port))
    assert (code, ports.answers(page)) == (0, True), said
    assert f"Kinfold is at {url}" in said

    code, said = door("up")
    assert code == 0
    assert f"already running at {url}" in said

    # the web server dies: it is started again
    web = kept(home, "web")
    os.kill(web.pid, signal.SIGKILL)
    assert until(lambda: not web.is_alive)
    assert until(lambda: (home.run / "web.pid").exists() and _other(home, web))
    assert until(lambda: ports.answers(page))

    # everything dies at once, as when the power fails
    launcher = json.loads((home.run / "up.json").read_text())
    server = embedded_cluster(home).postmaster()
    assert server is not None
    web = kept(home, "web")
    for pid in (launcher["pid"], server.pid):
        os.kill(pid, signal.SIGKILL)
    assert web.is_alive
    code, said = door("up", "--detach", "--port", str(port))
    assert (code, ports.answers(page)) == (0, True), said
    assert "Stopped the web that an earlier start left running" in said
    assert not web.is_alive
    assert "Bringing the database's tables up to date" not in said

    code, said = door("down")
    assert (code, ports.answers(page)) == (0, False)
    assert list(home.run.glob("*.pid")) == []
    assert processes.working_in(home.server / "data") == []
    assert door("down") == (0, "Kinfold is not running.\n")


def _other(home: Home, web: processes.Process) -> bool:
    found = processes.kept_process(home.run / "web.pid")
    return found is not None and found != web


def test_a_taken_port_is_said_before_anything_is_started(
    home: Home, door: Door
) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen(1)
        port = taken.getsockname()[1]
        code, said = door("up", "--port", str(port))
    assert code == 1
    assert f"Port {port} is taken by process {os.getpid()}" in said
    assert "Traceback" not in said
    assert embedded_cluster(home).postmaster() is None


def test_ctrl_c_stops_everything_it_started(
    home: Home, door: Door, port: int, tmp_path: Path
) -> None:
    log = tmp_path / "said"
    with log.open("wb") as output:
        up = subprocess.Popen(
            [CHECKOUT / "kinfold", "up", "--empty", "--port", str(port)],
            env=door.environment,
            stdout=output,
            stderr=output,
        )
    assert until(lambda: "Kinfold is at" in log.read_text(), seconds=120)
    web = kept(home, "web")
    up.send_signal(signal.SIGINT)
    assert up.wait(timeout=120) == 0
    assert not web.is_alive
    assert embedded_cluster(home).postmaster() is None
    assert "Kinfold has stopped" in log.read_text()
