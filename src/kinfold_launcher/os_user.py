"""Under root, the server needs another user: PostgreSQL refuses to run as root."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import TypedDict

from kinfold_launcher.programs import WHEEL
from kinfold_launcher.words import Problem, say

NAME = "kinfold-pg"
SHARED = Path("/var/lib/kinfold")


class Demotion(TypedDict, total=False):
    """Arguments for `subprocess` that run a program as somebody else."""

    user: int
    group: int
    extra_groups: list[int]


@dataclass(frozen=True, slots=True)
class OsUser:
    """The operating-system user that the server runs as."""

    name: str
    uid: int
    gid: int


def server_user(data: Path) -> OsUser | None:
    """Who must run the server of `data`; None when it is whoever runs us.

    Raises:
        Problem: we are root and no user could be made.
    """
    if os.geteuid() != 0:
        return None
    try:
        owner = data.stat().st_uid
    except FileNotFoundError:
        owner = 0
    if owner:
        # An ordinary user's database started by root keeps its owner.
        return _user(pwd.getpwuid(owner))
    try:
        return _user(pwd.getpwnam(NAME))
    except KeyError:
        return _make_user()


def _user(entry: pwd.struct_passwd) -> OsUser:
    return OsUser(entry.pw_name, entry.pw_uid, entry.pw_gid)


def _make_user() -> OsUser:
    useradd = shutil.which("useradd", path="/usr/sbin:/sbin:/usr/bin:/bin")
    command = [
        useradd or "useradd",
        *("--system", "--user-group", "--no-create-home"),
        *("--home-dir", "/nonexistent", "--shell", "/usr/sbin/nologin", NAME),
    ]
    if useradd:
        say(f"Making the user {NAME} to run PostgreSQL, which refuses to run as root")
        subprocess.run(command, capture_output=True, check=False)
    try:
        return _user(pwd.getpwnam(NAME))
    except KeyError:
        raise Problem(
            "PostgreSQL refuses to run as root, and no other user could be made.",
            f"Type:  {' '.join(command)}",
            "or run ./kinfold as an ordinary user, which is better in any case.",
        ) from None


def can_reach(user: OsUser, folder: Path) -> bool:
    """Whether `user` may pass through every folder above `folder`."""
    for above in folder.resolve().parents:
        found = above.stat()
        if found.st_uid == user.uid:
            passes = found.st_mode & 0o100
        elif found.st_gid == user.gid:
            passes = found.st_mode & 0o010
        else:
            passes = found.st_mode & 0o001
        if not passes:
            return False
    return True


def reachable_programs(programs: Path, user: OsUser | None) -> Path:
    """`programs`, or a copy that `user` may run when the checkout is private.

    A checkout under /root cannot be read by the server's user. Opening the folders
    above it would be unsafe, so the programs are copied instead.
    """
    if user is None or _runs(programs, user):
        return programs
    wheel, libraries = programs.parents[1], f"{WHEEL}.libs"
    stamp = f"{programs.parent.name}-{programs.stat().st_mtime_ns:x}"
    copy = SHARED / "programs" / stamp
    if not copy.is_dir():
        say(f"Copying PostgreSQL's programs to {copy}, where {user.name} can run them")
        draft = copy.with_name(f"{stamp}.{os.getpid()}")
        kept = wheel.name + "/" + programs.parent.name
        shutil.copytree(programs.parent, draft / kept, symlinks=True)
        shutil.copytree(wheel.parent / libraries, draft / libraries, symlinks=True)
        _open_to_all(draft)
        try:
            draft.rename(copy)
        except OSError:  # another start was first: its copy is the same
            shutil.rmtree(draft, ignore_errors=True)
    found = copy / wheel.name / programs.parent.name / programs.name
    if not _runs(found, user):
        raise Problem(f"The user {user.name} cannot run {found / 'postgres'}.")
    return found


def _runs(programs: Path, user: OsUser) -> bool:
    try:
        subprocess.run(
            [programs / "postgres", "--version"],
            **as_user(user),
            cwd="/",
            capture_output=True,
            check=True,
        )
    except (OSError, subprocess.SubprocessError):
        return False
    share = programs.parent / "share"
    return can_reach(user, share / "x") and bool(share.stat().st_mode & 0o004)


def _open_to_all(folder: Path) -> None:
    for path in [folder, *folder.parents[:2], *folder.rglob("*")]:
        if path.is_symlink() or path == Path("/var/lib"):
            continue
        mode = path.stat().st_mode
        path.chmod(mode | (0o555 if mode & 0o100 or path.is_dir() else 0o444))


def as_user(user: OsUser | None) -> Demotion:
    """Arguments for `subprocess` that run a program as `user`."""
    if user is None:
        return {}
    return {"user": user.uid, "group": user.gid, "extra_groups": []}
