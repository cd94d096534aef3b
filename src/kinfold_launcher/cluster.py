"""An embedded PostgreSQL server: make it, start it, stop it, mend it.

Only the wheel's programs are used. Its Python interface is not: it opens the folders
above the data to everyone, trusts every local user, and gives up after ten seconds.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from kinfold_launcher import processes
from kinfold_launcher.login import scram_verifier
from kinfold_launcher.os_user import OsUser, as_user
from kinfold_launcher.words import Problem, megabytes, say

OWNER = "kinfold_owner"
# Crash recovery replays at most a few GB of log; an hour is far beyond that.
START_PATIENCE_SECONDS = 3600.0
STOP_PATIENCE_SECONDS = 60.0
# An empty server takes 40 MB; the rest is room for its log.
NEEDED_BYTES = 300_000_000
LOG_LIMIT_BYTES = 10_000_000

# The servers this process started. They outlive it; held so that it never mistakes
# one that ended for one that runs.
_started: list[subprocess.Popen[bytes]] = []


@dataclass(frozen=True, slots=True)
class Cluster:
    """One data folder and the programs that serve it."""

    programs: Path
    data: Path
    socket: Path
    log: Path
    user: OsUser | None = None
    is_test: bool = False

    @property
    def is_made(self) -> bool:
        return (self.data / "PG_VERSION").exists()

    @property
    def major(self) -> int:
        """Major version the data was written by."""
        return int((self.data / "PG_VERSION").read_text(encoding="ascii"))

    def postmaster(self) -> processes.Process | None:
        """The server's process, or None. A stale postmaster.pid is not believed."""
        pid = self._pid_file_lines()[0]
        if not pid.isdigit():
            return None
        found = processes.process(int(pid))
        if not found.began or not self._is_ours(found.pid):
            return None
        return found

    def make(self, owner_password: str) -> None:
        """Make an empty server whose only login is the owner's, by password.

        Raises:
            Problem: no room, or initdb failed.
        """
        require_room(self.data.parent, NEEDED_BYTES)
        # An interrupted initdb leaves a half-made folder with no PG_VERSION yet.
        shutil.rmtree(self.data, ignore_errors=True)
        self._private_folder(self.data)
        with tempfile.NamedTemporaryFile("w", dir="/tmp") as password:
            password.write(owner_password)
            password.flush()
            if self.user:
                os.chown(password.name, self.user.uid, self.user.gid)
            command: list[str | Path] = [
                self.programs / "initdb",
                *("-D", self.data, "-U", OWNER, "--encoding=UTF8", "--locale=C"),
                *self._locale(),
                *("--auth-local=scram-sha-256", "--auth-host=reject"),
                *("--no-instructions", f"--pwfile={password.name}"),
                "--data-checksums",  # found early, a bad disk loses least
                *(["--no-sync"] if self.is_test else []),
            ]
            answer = self._run(command)
        if answer.returncode:
            shutil.rmtree(self.data, ignore_errors=True)
            raise Problem(
                "PostgreSQL could not make its data folder.",
                *answer.stderr.strip().splitlines()[-5:],
            )
        with (self.data / "postgresql.conf").open("a", encoding="utf-8") as file:
            file.write("\ninclude = 'kinfold.conf'  # written at each start\n")

    def _locale(self) -> list[str]:
        # The built-in provider (since 17) sorts alike on every operating system.
        major = int(self.programs.parent.name.removeprefix("pginstall") or 16)
        if major < 17:
            return ["--lc-ctype=C.UTF-8"]
        return ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"]

    def start(self) -> bool:
        """Start the server unless it runs. Whether this call started it.

        Raises:
            Problem: it did not start; with the end of its log.
        """
        if self.postmaster():
            self._wait_until_ready(None)
            return False
        self._private_folder(self.socket)
        self._clear_what_a_crash_left()
        self.write_settings()
        self._turn_log()
        with self.log.open("ab") as log:
            os.fchmod(log.fileno(), 0o600)
            server = subprocess.Popen(
                [self.programs / "postgres", "-D", self.data],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
                cwd="/",
                env=_plain_environment(),
                **as_user(self.user),
            )
        _started.append(server)
        self._wait_until_ready(server)
        return True

    def stop(self) -> bool:
        """Stop the server, first kindly, then hard. Whether it was running."""
        running = self.postmaster()
        if running is None:
            return False
        # SIGINT is PostgreSQL's fast stop: it ends sessions and writes everything out.
        processes.stop(
            running, patience_seconds=STOP_PATIENCE_SECONDS, first=signal.SIGINT
        )
        _reap()
        return True

    def reset_owner_password(self, password: str) -> None:
        """Give the owner a new password with the server stopped (single-user mode).

        Only whoever may read the data folder can do this, so it opens no new door.
        """
        self.stop()
        self.write_settings()
        verifier = scram_verifier(password)
        self._run(
            [self.programs / "postgres", "--single", "-D", self.data, "postgres"],
            send=f"ALTER ROLE {OWNER} PASSWORD '{verifier}'\n",
        )

    def _run(
        self, command: list[str | Path], *, send: str | None = None
    ) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            command,
            input=send,
            capture_output=True,
            text=True,
            check=False,
            cwd="/",
            env=_plain_environment(),
            **as_user(self.user),
        )

    def _is_ours(self, pid: int) -> bool:
        folder = processes.working_folder(pid)
        if folder is not None:
            return folder == self.data.resolve()
        return not processes.PROC.is_dir()

    def _pid_file_lines(self) -> list[str]:
        try:
            text = (self.data / "postmaster.pid").read_text(encoding="utf-8")
        except FileNotFoundError:
            return [""]
        except PermissionError:
            raise Problem(
                f"You may not read the database in {self.data}.",
                "Run ./kinfold as the user who made it, or set KINFOLD_HOME.",
            ) from None
        return [line.strip() for line in text.splitlines()] or [""]

    def _wait_until_ready(self, server: subprocess.Popen[bytes] | None) -> None:
        began = time.monotonic()
        told = 5.0
        while True:
            if self._pid_file_lines()[-1] == "ready" and self.postmaster():
                return
            waited = time.monotonic() - began
            ended = server.poll() is not None if server else not self.postmaster()
            if ended or waited > START_PATIENCE_SECONDS:
                raise Problem("PostgreSQL did not start.", *self._end_of_log())
            if waited > told:
                say(
                    f"  PostgreSQL is still starting ({waited:.0f} s): after a crash it"
                )
                say("  first reads back what it had not yet written. Please let it.")
                told *= 3
            time.sleep(0.02)

    def _end_of_log(self) -> list[str]:
        try:
            lines = self.log.read_text(encoding="utf-8", errors="replace").splitlines()
        except OSError:
            return []
        advice = []
        if any("No space left on device" in line for line in lines[-20:]):
            advice = ["The disk is full: free some space and try again."]
        return [*lines[-6:], f"Its log is {self.log}", *advice]

    def _clear_what_a_crash_left(self) -> None:
        """Remove a stale postmaster.pid and end server processes with no parent."""
        for pid in processes.working_in(self.data):
            orphan = processes.process(pid)
            processes.stop(orphan, patience_seconds=5.0, first=signal.SIGQUIT)
        _reap()  # while unreaped, a dead server's pid looks alive to PostgreSQL
        if self._pid_file_lines() != [""]:
            say("PostgreSQL was stopped abruptly; it will check its data as it starts")
            (self.data / "postmaster.pid").unlink(missing_ok=True)
        # The folder is this server's alone, so with no server its locks are stale.
        for left in self.socket.glob(".s.PGSQL.*"):
            left.unlink()

    def _private_folder(self, folder: Path) -> None:
        folder.mkdir(mode=0o700, exist_ok=True)
        folder.chmod(0o700)
        if self.user:
            os.chown(folder, self.user.uid, self.user.gid)

    def write_settings(self) -> None:
        """Write the settings that every start takes."""
        path = self.data / "kinfold.conf"
        lines = [f"{name} = '{value}'" for name, value in self._settings().items()]
        path.write_text("\n".join([*lines, ""]), encoding="utf-8")
        path.chmod(0o600)
        if self.user:
            os.chown(path, self.user.uid, self.user.gid)

    def _settings(self) -> dict[str, str]:
        socket = str(self.socket).replace("'", "''")
        settings = {
            "listen_addresses": "",
            "unix_socket_directories": f'"{socket}"',
            "unix_socket_permissions": "0700",
            "shared_buffers": f"{_shared_buffers_mb()}MB",
            "max_connections": "60",
            "wal_compression": "pglz",
            "password_encryption": "scram-sha-256",
            "jit": "off",
            # Errors may carry the words of a child's record: keep them out of the log.
            "log_min_error_statement": "panic",
            "log_error_verbosity": "terse",
            "log_timezone": "UTC",
            "timezone": "UTC",
        }
        if self.is_test:
            settings |= {
                "fsync": "off",
                "synchronous_commit": "off",
                "full_page_writes": "off",
                "max_connections": "100",
            }
        return settings

    def _turn_log(self) -> None:
        if self.log.exists() and self.log.stat().st_size > LOG_LIMIT_BYTES:
            self.log.replace(self.log.with_suffix(".old.log"))


def _reap() -> None:
    for server in _started:
        server.poll()


def require_room(folder: Path, needed: int) -> None:
    """Refuse to begin what the disk cannot hold.

    Raises:
        Problem: fewer than `needed` bytes are free where `folder` is.
    """
    place = folder
    while not place.exists():
        place = place.parent
    free = shutil.disk_usage(place).free
    if free < needed:
        raise Problem(
            f"Too little disk: {megabytes(free)} free, {megabytes(needed)} needed.",
            f"Free some space where {place} is, or set KINFOLD_HOME to a folder",
            "on another disk, and try again.",
        )


def _plain_environment() -> dict[str, str]:
    """Nothing of ours: no secrets in the server's environment, no odd locale."""
    return {"PATH": "/usr/bin:/bin", "LC_ALL": "C", "TZ": "UTC"}


def _shared_buffers_mb() -> int:
    try:
        memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (ValueError, OSError):
        return 128
    return max(32, min(256, memory // 16 // 2**20))
