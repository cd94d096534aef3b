"""Is the port free, who has it if not, and does the service answer."""

from __future__ import annotations

import errno
import os
import re
import socket
import urllib.error
import urllib.request
from pathlib import Path

from kinfold_launcher import processes
from kinfold_launcher.words import Problem

_NO_PROXY = urllib.request.build_opener(urllib.request.ProxyHandler({}))


def require_free(host: str, port: int) -> None:
    """Refuse a port that cannot be listened on, and say why.

    Raises:
        Problem: taken (by whom, if the system tells), or not ours to take.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as attempt:
        attempt.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            attempt.bind((host, port))
            attempt.listen(1)
        except OSError as error:
            raise _why_not(error, host, port) from None


def _why_not(error: OSError, host: str, port: int) -> Problem:
    if error.errno == errno.EADDRINUSE:
        other = f"Type:  ./kinfold up --port {port + 1 if port < 65535 else 8000}"
        return Problem(f"Port {port} is taken{_by_whom(port)}.", other)
    if error.errno in {errno.EACCES, errno.EPERM}:
        return Problem(
            f"You may not listen on port {port}: those below 1024 are root's.",
            "Type:  ./kinfold up --port 8000",
        )
    return Problem(f"Cannot listen on {host} port {port}: {error.strerror}.")


def _by_whom(port: int) -> str:
    pid = listener(port)
    if pid is None:
        return " by another program"
    return f" by process {pid} ({processes.command_of(pid)[:70] or 'no name'})"


def listener(port: int) -> int | None:
    """Pid of the process that listens on `port`, when we are allowed to know."""
    inodes: set[str] = set()
    for table in ("net/tcp", "net/tcp6"):
        try:
            lines = (
                (processes.PROC / table).read_text(encoding="ascii").splitlines()[1:]
            )
        except OSError:
            continue
        for line in lines:
            fields = line.split()
            is_listening = fields[3] == "0A"
            if is_listening and int(fields[1].rsplit(":", 1)[1], 16) == port:
                inodes.add(fields[9])
    return next((pid for pid in processes.all_pids() if _holds(pid, inodes)), None)


def _holds(pid: int, inodes: set[str]) -> bool:
    try:
        handles = list((processes.PROC / str(pid) / "fd").iterdir())
    except OSError:
        return False
    for handle in handles:
        try:
            found = re.fullmatch(r"socket:\[(\d+)\]", os.readlink(Path(handle)))
        except OSError:
            continue
        if found and found[1] in inodes:
            return True
    return False


def answers(url: str) -> bool:
    """Whether anything that speaks HTTP answers at `url`, whatever it says."""
    if not url.startswith("http://"):
        raise ValueError(url)
    try:
        with _NO_PROXY.open(url, timeout=10):
            return True
    except urllib.error.HTTPError:
        return True
    except OSError:
        return False
