"""Debian packages that this machine needs, installed when we may, named when not."""

from __future__ import annotations

import os
import shutil
import subprocess
from ctypes.util import find_library
from pathlib import Path
from time import monotonic

from kinfold_launcher.words import Problem, say, seconds

# the shell paints no window: 59 s of processor time where chromium took 76
SHELL = "chromium-headless-shell"
BROWSERS = (SHELL, "chromium", "chromium-browser", "google-chrome")
_SEARCH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"


def install_packages(packages: list[str], *, why: str) -> None:
    """Install Debian packages as root, or by a sudo that asks for no password.

    Raises:
        Problem: we may not, or this is not Debian; says what to type.
    """
    names = " ".join(packages)
    apt = shutil.which("apt-get", path=_SEARCH)
    prefix = _root_prefix()
    if apt is None or prefix is None:
        raise Problem(
            f"This machine needs {names}: it {why}.",
            f"Type:  sudo apt-get install {names}"
            if apt
            else "Install it with this system's own package manager.",
            "then the same ./kinfold command again.",
        )
    say(f"Installing {names} with apt-get: it {why}")
    began = monotonic()
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    if prefix:
        prefix = [*prefix, "DEBIAN_FRONTEND=noninteractive"]
    install = [*prefix, apt, "install", "-y", "--no-install-recommends", *packages]
    done = _quietly(install, environment)
    if done.returncode:
        # A machine's package lists are often old, or missing altogether.
        _quietly([*prefix, apt, "update"], environment)
        done = _quietly(install, environment)
    if done.returncode:
        raise Problem(
            f"apt-get could not install {names}.",
            *(done.stderr or done.stdout).strip().splitlines()[-5:],
            f"Type:  sudo apt-get update && sudo apt-get install {names}",
        )
    say(f"  done in {seconds(monotonic() - began)}")


def _quietly(
    command: list[str], environment: dict[str, str]
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command, capture_output=True, text=True, check=False, env=environment
    )


def _root_prefix() -> list[str] | None:
    """What to put before a command so that it runs as root; None when we may not."""
    if os.geteuid() == 0:
        return []
    sudo = shutil.which("sudo", path=_SEARCH)
    if sudo is None:
        return None
    asked = subprocess.run([sudo, "-n", "true"], capture_output=True, check=False)
    return [sudo, "-n"] if asked.returncode == 0 else None


def browser() -> Path | None:
    """The browser that the journeys drive."""
    for name in BROWSERS:
        if found := shutil.which(name, path=f"{os.environ.get('PATH', '')}:{_SEARCH}"):
            return Path(found)
    return None


def ensure_java() -> None:
    """What Apache Spark runs in, installed if need be.

    Raises:
        Problem: it is missing and we may not install it.
    """
    if not (shutil.which("java") or os.environ.get("JAVA_HOME")):
        install_packages(["openjdk-17-jre-headless"], why="runs Apache Spark")


def ensure_browser() -> Path:
    """Debian's chromium without windows, and what Playwright needs to drive it.

    Installed if need be; a whole browser that is here already will do where the shell
    is not offered, or not to us.

    Raises:
        Problem: one of them is missing and we may not install it.
    """
    here = browser()
    # The Node.js that Playwright brings is linked to libatomic, which a small Debian
    # does not have and chromium does not bring.
    needed = {SHELL: here, "libatomic1": find_library("atomic")}
    if missing := [package for package, found in needed.items() if not found]:
        install_packages(missing, why="drives the browser journeys")
    if here and here.name != SHELL and _is_offered(SHELL):
        install_packages([SHELL], why="is the browser of the journeys, and quicker")
    if found := browser():
        return found
    raise Problem(f"{SHELL} was installed but cannot be found.")


def _is_offered(package: str) -> bool:
    """Whether we could install it here and now, without asking anybody."""
    knows = shutil.which("apt-cache", path=_SEARCH)
    if knows is None or _root_prefix() is None:
        return False
    return not _quietly([knows, "show", package], dict(os.environ)).returncode
