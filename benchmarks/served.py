"""A real server for a benchmark, and the processor time that a page costs it."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import psycopg

from benchmarks.load import Answers, Ask, arrive

TICK = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True)
class Server:
    port: int
    pid: int
    postmaster: int

    def cpu_seconds(self) -> float:
        """Processor time so far of the web server and of every PostgreSQL process."""
        pids = [*_tree(self.pid), *_tree(self.postmaster)]
        return sum(_cpu(pid) for pid in pids)


@contextmanager
def served(application: str, environment: dict[str, str]) -> Iterator[Server]:
    """granian serving `application` on a free port, as `./kinfold up` runs it."""
    # A log line a request: of no use on the screen, unless the server does not come up.
    with tempfile.TemporaryFile() as log:
        try:
            with _server(application, environment, log) as found:
                yield found
        except ServerEnded:
            log.seek(0)
            sys.stderr.buffer.write(log.read()[-4000:])
            raise


class ServerEnded(RuntimeError):
    """The server did not come up."""


@contextmanager
def _server(
    application: str, environment: dict[str, str], log: IO[bytes]
) -> Iterator[Server]:
    port = _free_port()
    process = subprocess.Popen(
        [
            str(Path(sys.executable).with_name("granian")), "--interface", "wsgi",
            "--host", "127.0.0.1", "--port", str(port), "--workers", "2",
            "--blocking-threads", "4", "--no-access-log", "--log-level", "warning",
            application,
        ],
        env=environment,
        start_new_session=True,
        stdout=log,
        stderr=log,
    )  # fmt: skip
    try:
        _wait(port, process)
        yield Server(port, process.pid, _postmaster(environment))
    finally:
        process.terminate()
        process.wait(20)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _wait(port: int, process: subprocess.Popen[bytes]) -> None:
    for _ in range(200):
        if process.poll() is not None:
            raise ServerEnded("the server ended before it answered")
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                time.sleep(1.0)
                return
        time.sleep(0.1)
    raise ServerEnded("the server did not answer within 20 seconds")


def _tree(pid: int) -> Iterator[int]:
    yield pid
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text().rpartition(") ")[2].split()
        except OSError:
            continue
        if int(fields[1]) == pid:
            yield from _tree(int(path.parent.name))


def _postmaster(environment: dict[str, str]) -> int:
    """The parent of a backend of the database that is measured, on this machine."""
    with psycopg.connect(environment["KINFOLD_APP_DATABASE_URL"]) as connection:
        backend = Path(f"/proc/{connection.info.backend_pid}/stat")
        return int(backend.read_text().rpartition(") ")[2].split()[1])


def _cpu(pid: int) -> float:
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(") ")[2].split()
    except OSError:
        return 0.0
    # Its own time, and that of children that have ended: a backend may end meanwhile,
    # and what it took must not be taken away.
    return sum(int(field) for field in fields[11:15]) / TICK


def cpu_per_page(server: Server, asks: Sequence[Ask], *, seconds: float) -> float:
    """Milliseconds of processor time per page, at a calm ten requests a second."""
    arrive(asks, port=server.port, rate=10, seconds=3)  # warm every thread
    before = server.cpu_seconds()
    answers: Answers = arrive(asks, port=server.port, rate=10, seconds=seconds)
    if not answers.latencies or answers.errors:
        raise RuntimeError(f"{asks[0].path}: {answers.errors} errors; nothing measured")
    return (server.cpu_seconds() - before) * 1000 / len(answers.latencies)
