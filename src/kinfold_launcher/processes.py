"""Which processes are whose, told apart even when a pid has been used again."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import time
from dataclasses import asdict, dataclass
from pathlib import Path

PROC = Path("/proc")


@dataclass(frozen=True, slots=True)
class Process:
    """A process and the moment it began: together they never name another one."""

    pid: int
    began: str

    @property
    def is_alive(self) -> bool:
        return began(self.pid) == self.began

    def keep(self, path: Path) -> None:
        """Write to a pid file, whole or not at all."""
        draft = path.with_name(f"{path.name}.{os.getpid()}")
        draft.write_text(json.dumps(asdict(self)), encoding="utf-8")
        draft.replace(path)


def process(pid: int) -> Process:
    """The process `pid` as it is now."""
    return Process(pid, began(pid))


def kept_process(path: Path) -> Process | None:
    """The living process a pid file names; a stale or damaged file names none."""
    found = written_process(path)
    return found if found and found.is_alive else None


def written_process(path: Path) -> Process | None:
    """The process a pid file names, living or gone; a damaged file names none."""
    try:
        found = Process(**json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None
    return found if found.began else None


def began(pid: int) -> str:
    """When `pid` began, in the system's own unit; empty when there is no such process.

    A zombie counts as gone: it runs nothing.
    """
    if PROC.is_dir():
        try:
            text = (PROC / str(pid) / "stat").read_text(
                encoding="ascii", errors="replace"
            )
        except OSError:
            return ""
        # The name, in brackets, may itself hold brackets and spaces.
        fields = text.rsplit(")", 1)[-1].split()
        return "" if fields[0] in "ZX" else fields[19]
    answer = subprocess.run(
        ["ps", "-o", "lstart=", "-p", str(pid)],
        capture_output=True,
        text=True,
        check=False,
    )
    return answer.stdout.strip()


def working_folder(pid: int) -> Path | None:
    """The folder `pid` works in, when the system tells."""
    try:
        return Path(os.readlink(PROC / str(pid) / "cwd"))
    except OSError:
        return None


def command_of(pid: int) -> str:
    """The command line of `pid`, or an empty string."""
    try:
        raw = (PROC / str(pid) / "cmdline").read_bytes()
    except OSError:
        return ""
    return raw.replace(b"\0", b" ").decode("utf-8", "replace").strip()


def all_pids() -> list[int]:
    """Every process the system shows us."""
    return [int(path.name) for path in PROC.glob("[0-9]*")]


def working_in(folder: Path) -> list[int]:
    """Processes whose working folder is `folder` (PostgreSQL's is its data folder)."""
    place = folder.resolve()
    return [pid for pid in all_pids() if working_folder(pid) == place]


def stop(
    target: Process, *, patience_seconds: float, first: int = signal.SIGTERM
) -> bool:
    """Ask `target` to stop, wait, then kill it. Whether it stopped when asked."""
    if not _send(target, first):
        return True
    end = time.monotonic() + patience_seconds
    while time.monotonic() < end:
        if not target.is_alive:
            return True
        time.sleep(0.02)
    _send(target, signal.SIGKILL)
    return False


def end_session(leader: int, program: str = "") -> int:
    """End whatever is left of the session that `leader` began (its own children), or
    with `program` only what runs that. How many there were."""
    count = 0
    for pid in all_pids() if leader > 1 else []:
        try:
            text = (PROC / str(pid) / "stat").read_text(
                encoding="ascii", errors="replace"
            )
            # After the name: state, parent, group, session.
            session = int(text.rsplit(")", 1)[-1].split()[3])
            if session == leader and command_of(pid).startswith(program):
                os.kill(pid, signal.SIGKILL)
                count += 1
        except (OSError, IndexError):
            continue
    return count


def _send(target: Process, number: int) -> bool:
    if not target.is_alive:
        return False
    try:
        os.kill(target.pid, number)
    except ProcessLookupError:
        return False
    return True
