"""Bring an embedded server's data up to the newest major version in the wheel."""

from __future__ import annotations

import os
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

from kinfold_launcher.cluster import OWNER, Cluster, require_room
from kinfold_launcher.os_user import as_user, reachable_programs
from kinfold_launcher.passwords import Passwords
from kinfold_launcher.words import Problem, say


def upgrade(old: Cluster, programs: Path, kept: Passwords) -> Path:
    """Copy the data into a new server beside the old one; the old one is kept.

    Returns the folder where the old data now is. The server must be stopped.

    Raises:
        Problem: no room, or pg_upgrade refused; the old data is then untouched.
    """
    size = sum(path.stat().st_size for path in old.data.rglob("*") if path.is_file())
    require_room(old.data.parent, size + 300_000_000)
    work = old.data.parent / "upgrading"
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(mode=0o700)
    if old.user:
        os.chown(work, old.user.uid, old.user.gid)
    new = replace(
        old, programs=reachable_programs(programs, old.user), data=work / "data"
    )
    new.make(kept.owner)
    new.write_settings()
    old.write_settings()
    before = old.data.with_name(f"data-{old.major}-before-upgrade")
    if before.exists():
        raise Problem(f"{before} is there already.", "Move it away and try again.")
    done = subprocess.run(
        [
            new.programs / "pg_upgrade",
            *("--copy", "--username", OWNER, "--socketdir", str(work)),
            *("--old-bindir", str(old.programs), "--new-bindir", str(new.programs)),
            *("--old-datadir", str(old.data), "--new-datadir", str(new.data)),
        ],
        capture_output=True,
        text=True,
        check=False,
        cwd=work,
        env={"PATH": "/usr/bin:/bin", "LC_ALL": "C", "PGPASSWORD": kept.owner},
        **as_user(old.user),
    )
    if done.returncode:
        said = (done.stdout + done.stderr).strip().splitlines()[-10:]
        raise Problem("pg_upgrade refused; nothing was changed.", *said)
    old.data.replace(before)
    new.data.replace(old.data)
    shutil.rmtree(work)
    say(f"The old data is kept in {before}: delete it when all is well")
    return before
