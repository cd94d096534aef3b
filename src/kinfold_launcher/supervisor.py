"""Keep the web server and the worker running; stop them cleanly."""

from __future__ import annotations

import os
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from kinfold_launcher import processes
from kinfold_launcher.places import PYTHON
from kinfold_launcher.processes import Process
from kinfold_launcher.words import say

FIRST_WAIT_SECONDS = 1.0
LONGEST_WAIT_SECONDS = 60.0
# A child that lived this long died of something new: begin the waits again.
HEALTHY_SECONDS = 60.0
STOP_PATIENCE_SECONDS = 20.0
LOG_LIMIT_BYTES = 10_000_000


@dataclass(slots=True)
class Child:
    """One process to keep alive. Its pid file lets a later start find an orphan."""

    name: str
    command: list[str]
    environment: Mapping[str, str]
    log: Path
    pid_file: Path
    process: subprocess.Popen[bytes] | None = None
    wait_seconds: float = FIRST_WAIT_SECONDS
    started_at: float = 0.0
    start_again_at: float = 0.0

    def start(self) -> None:
        """Start in a session of its own, so that Ctrl-C reaches only us."""
        if self.log.exists() and self.log.stat().st_size > LOG_LIMIT_BYTES:
            self.log.replace(self.log.with_suffix(".old.log"))
        with self.log.open("ab") as log:
            os.fchmod(log.fileno(), 0o600)
            self.process = subprocess.Popen(
                self.command,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                env=dict(self.environment),
                start_new_session=True,
                cwd="/",
            )
        self.started_at = time.monotonic()
        processes.process(self.process.pid).keep(self.pid_file)

    def look(self, now: float) -> None:
        """Start it again when it has ended and its wait is over."""
        if self.process is None:
            if now >= self.start_again_at:
                self.start()
            return
        code = self.process.poll()
        if code is None:
            return
        if now - self.started_at > HEALTHY_SECONDS:
            self.wait_seconds = FIRST_WAIT_SECONDS
        processes.end_session(self.process.pid)
        say(
            f"The {self.name} ended by itself ({_ending(code)});"
            f" starting it again in {self.wait_seconds:.0f} s. Its log: {self.log}"
        )
        self.process = None
        self.start_again_at = now + self.wait_seconds
        self.wait_seconds = min(self.wait_seconds * 2, LONGEST_WAIT_SECONDS)

    def stop(self) -> None:
        """Ask it to finish what it is doing, then make sure that it has gone."""
        if self.process is not None:
            self.process.terminate()
            try:
                self.process.wait(STOP_PATIENCE_SECONDS)
            except subprocess.TimeoutExpired:
                say(f"The {self.name} did not stop when asked, and was ended")
                self.process.kill()
                self.process.wait()
            processes.end_session(self.process.pid)
        self.pid_file.unlink(missing_ok=True)


def _ending(code: int) -> str:
    if code >= 0:
        return f"exit code {code}"
    try:
        return signal.Signals(-code).name
    except ValueError:
        return f"signal {-code}"


@dataclass(slots=True)
class Supervisor:
    """Watches until told to stop by Ctrl-C, `./kinfold down` or the system."""

    children: list[Child]
    # Run at every look: mends what is no child of ours, such as the database.
    mend: Callable[[], None] = lambda: None
    every_seconds: float = 0.5
    _ending: threading.Event = field(default_factory=threading.Event)

    def listen(self) -> None:
        """Take Ctrl-C and the system's signals as requests to stop cleanly."""
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, lambda *_: self._ending.set())

    @property
    def is_ending(self) -> bool:
        return self._ending.is_set()

    def start(self) -> None:
        """Start every child."""
        for child in self.children:
            child.start()

    def watch(self) -> None:
        """Keep them running until told to stop."""
        while not self._ending.wait(self.every_seconds):
            self.mend()
            for child in self.children:
                child.look(time.monotonic())

    def stop(self) -> None:
        """Stop the children in order."""
        for child in self.children:
            child.stop()


def stop_orphans(folder: Path) -> int:
    """Stop what a killed launcher left running. How many there were."""
    count = 0
    for pid_file in sorted(folder.glob("*.pid")):
        orphan = processes.written_process(pid_file)
        if orphan and _stop_with_children(orphan):
            count += 1
            say(f"Stopped the {pid_file.stem} that an earlier start left running")
        pid_file.unlink(missing_ok=True)
    return count


def _stop_with_children(orphan: Process) -> bool:
    """Stop `orphan` and its session. Whether anything of them was left.

    It is known by its number and the moment it began. Where it was killed itself, its
    children still hold the port: their session keeps its number from being given to
    another process, so while nobody has that number the session is the orphan's. They
    run our Python besides, or they are left alone: a number can be of an earlier boot.
    """
    if orphan.is_alive:
        processes.stop(orphan, patience_seconds=STOP_PATIENCE_SECONDS)
        processes.end_session(orphan.pid)
        return True
    if processes.began(orphan.pid):
        return False
    return processes.end_session(orphan.pid, program=str(PYTHON)) > 0
