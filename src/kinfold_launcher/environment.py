"""The virtual environment: made from a lock file, and left alone while it fits."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

from kinfold_launcher import machine
from kinfold_launcher.cluster import require_room
from kinfold_launcher.places import CHECKOUT, PYTHON, VENV
from kinfold_launcher.programs import site_packages
from kinfold_launcher.words import Problem, say, seconds

RUNTIME_LOCK = "requirements.lock"
TEST_LOCK = "requirements-dev.lock"
SPARK_LOCK = "requirements-spark.lock"
STAMP = VENV / "kinfold-installed"
# What the runtime set takes on disk, with as much again for pip to unpack in.
NEEDED_BYTES = 900_000_000


def ensure_environment(*, for_tests: bool = False) -> bool:
    """Make `.venv` fit the lock. Whether anything had to be done.

    The test set holds the runtime set, so a developer's environment fits `up` too.

    Raises:
        Problem: Python's own tools are missing, or the packages cannot be fetched.
    """
    if is_fitting(for_tests=for_tests):
        return False
    began = time.monotonic()
    if not _works(PYTHON):
        require_room(CHECKOUT, NEEDED_BYTES)
        make_environment()
    # A developer's environment has more than the runtime set: keep it whole.
    lock = TEST_LOCK if for_tests or _stamped().startswith("dev ") else RUNTIME_LOCK
    install(CHECKOUT / lock)
    make_importable()
    compile_bytecode()
    STAMP.write_text(stamp_of(lock), encoding="utf-8")
    say(f"The environment is ready ({seconds(time.monotonic() - began)})")
    return True


def is_fitting(*, for_tests: bool = False) -> bool:
    """Whether `.venv` was made from the lock files as they are now."""
    wanted = [stamp_of(TEST_LOCK)]
    if not for_tests:
        wanted.append(stamp_of(RUNTIME_LOCK))
    return _stamped() in wanted and PYTHON.exists()


def stamp_of(lock: str) -> str:
    """What the stamp says when `lock` is installed."""
    kind = "dev" if lock == TEST_LOCK else "run"
    text = (CHECKOUT / lock).read_bytes()
    return f"{kind} {hashlib.sha256(text).hexdigest()}"


def _stamped() -> str:
    try:
        return STAMP.read_text(encoding="utf-8")
    except OSError:
        return ""


def _works(python: Path) -> bool:
    """Whether `python` starts: one made in another place, or by a Python since gone,
    does not."""
    try:
        done = subprocess.run(
            [python, "-c", "import sys; sys.exit(sys.version_info < (3, 11))"],
            capture_output=True,
            check=False,
        )
    except OSError:
        return False
    return done.returncode == 0


def base_python() -> str:
    """The Python outside any virtual environment: one may not be made from itself."""
    base = getattr(sys, "_base_executable", "") or sys.executable
    return str(base)


def make_environment() -> None:
    """Make an empty `.venv` that has pip."""
    say("Making the Python environment in .venv")
    if VENV.exists():
        shutil.rmtree(VENV)
    if not _make_with_pip():
        shutil.rmtree(VENV, ignore_errors=True)
        version = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
        machine.install_packages([version], why="makes the Python environment")
        if not _make_with_pip():
            raise Problem(
                "Python could not make a virtual environment.",
                f"Type:  sudo apt-get install {version}",
            )


def _make_with_pip() -> bool:
    done = subprocess.run(
        [base_python(), "-m", "venv", VENV], capture_output=True, check=False
    )
    return done.returncode == 0 and (VENV / "bin" / "pip").exists()


def install(lock: Path) -> None:
    """Install exactly what `lock` names; every file must have the hash it gives."""
    wanted = sum(
        1 for line in lock.read_text(encoding="utf-8").splitlines() if "==" in line
    )
    say(f"Installing {wanted} packages from {lock.name}, each checked by its hash")
    if (uv := shutil.which("uv")) and _install_with_uv(uv, lock):
        return
    # The lock names every package, so there is nothing to resolve: older pips otherwise
    # ask for the newest `coverage[toml]` beside the pinned `coverage`, and give up.
    command = [str(PYTHON), "-m", "pip", "install", "--require-hashes", "--no-deps"]
    command += [
        "-r",
        str(lock),
        "--disable-pip-version-check",
        "--no-input",
        "--progress-bar",
        "off",
    ]
    environment = {**os.environ, "PIP_ROOT_USER_ACTION": "ignore"}
    with subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env=environment,
        cwd=CHECKOUT,
    ) as installer:
        last = _follow(installer, wanted)
    if installer.returncode:
        raise Problem("The packages could not be installed.", *last, *_advice(last))


def _install_with_uv(uv: str, lock: Path) -> bool:
    """uv is quicker, but knows nothing of pip's settings: pip tries when it fails."""
    command = [uv, "pip", "install", "--quiet", "--require-hashes", "-r", str(lock)]
    command += ["--python", str(PYTHON), "--compile-bytecode"]
    done = subprocess.run(command, cwd=CHECKOUT, capture_output=True, check=False)
    return done.returncode == 0


def _follow(installer: subprocess.Popen[str], wanted: int) -> list[str]:
    """Say how far it is, now and then. Returns the last lines, for an error."""
    fetched, told = 0, time.monotonic()
    last: list[str] = []
    for line in installer.stdout or ():
        last = [*last[-7:], line.rstrip()]
        fetched += line.startswith("Collecting ")
        if line.startswith("Installing collected"):
            say("  all fetched; unpacking")
            fetched = 0
        elif time.monotonic() - told > 5 and fetched:
            say(f"  fetched {fetched} of about {wanted}")
            told = time.monotonic()
    return last


def _advice(last: list[str]) -> list[str]:
    text = "\n".join(last)
    if "No space left" in text:
        return ["The disk is full: free some space and type ./kinfold up again."]
    if "DO NOT MATCH THE HASHES" in text:
        return ["A file is not the one that was locked. Do not go round this check."]
    return [
        "Is this machine on the network? Behind a proxy or a mirror, pip's own",
        "settings (PIP_INDEX_URL, HTTPS_PROXY) are used. Then type ./kinfold up again.",
    ]


def make_importable() -> None:
    """Let the environment's Python find the packages in src, with nothing to build."""
    for folder in site_packages():
        path = Path(folder) / "kinfold-source.pth"
        path.write_text(f"{CHECKOUT / 'src'}\n", encoding="utf-8")


def compile_bytecode() -> None:
    """Compile our own source, so that the first page is not the one that waits."""
    subprocess.run(
        [PYTHON, "-m", "compileall", "-q", "-j", "0", CHECKOUT / "src"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        check=False,
    )
