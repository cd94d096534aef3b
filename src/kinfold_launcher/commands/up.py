"""`./kinfold up`: from a clone to a page in the browser."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import threading
import time
from collections.abc import Mapping
from pathlib import Path

from kinfold_launcher import ports
from kinfold_launcher.application import Application, has_command
from kinfold_launcher.environment import ensure_environment
from kinfold_launcher.places import PYTHON, Home, home_for
from kinfold_launcher.prepare import prepare
from kinfold_launcher.running import note_running, only_one, running
from kinfold_launcher.server import Server, prepare_home, ready_server, wants_demo
from kinfold_launcher.supervisor import Child, Supervisor, stop_orphans
from kinfold_launcher.words import Problem, say, seconds

THREADS = 4
MOST_WORKERS = 4
READY_PATIENCE_SECONDS = 90.0
DETACHED_PATIENCE_SECONDS = 1800.0


def run(arguments: list[str]) -> int:
    """Serve until stopped, or with --detach until the pages answer."""
    chosen = _options(arguments)
    began = time.monotonic()
    home = home_for(os.environ)
    prepare_home(home)
    already = running(home)
    if already:
        return _say_already(already.url)
    if chosen.detach:
        return _detach(home, arguments)
    with only_one(home) as is_ours:
        if not is_ours:
            return _say_already("")
        note_running(home)
        stop_orphans(home.run)
        ports.require_free(chosen.host, chosen.port)
        ensure_environment()
        return _serve(home, chosen, began)


def _options(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="./kinfold up", allow_abbrev=False)
    parser.add_argument("--detach", action="store_true", help="run in the background")
    parser.add_argument(
        "--port",
        default=os.environ.get("PORT", "8000"),
        metavar="N",
        help="8000, or what PORT says",
    )
    parser.add_argument(
        "--host",
        default="127.0.0.1",
        metavar="ADDRESS",
        help="address to listen on; this machine's own unless you say another",
    )
    parser.add_argument("--empty", action="store_true", help="without the demo world")
    chosen = parser.parse_args(arguments)
    if not chosen.port.isdigit() or not 0 < int(chosen.port) < 65536:
        raise Problem(
            f"{chosen.port!r} is not a port.", "A port is a number from 1 to 65535."
        )
    chosen.port = int(chosen.port)
    return chosen


def _say_already(url: str) -> int:
    where = f"Kinfold is already running at {url}" if url else "Kinfold is starting"
    say(where if url else f"{where} in another window; it will say when it is ready.")
    if url:
        say("To stop it:  ./kinfold down")
    return 0


def _serve(home: Home, chosen: argparse.Namespace, began: float) -> int:
    server = ready_server(home, os.environ)
    application = Application.of(home, server, os.environ)
    shown = "localhost" if chosen.host == "127.0.0.1" else chosen.host
    url = f"http://{shown}:{chosen.port}"
    supervisor = Supervisor(_children(application, chosen), mend=lambda: _mend(server))
    try:
        prepare(application, wants_demo=wants_demo(os.environ) and not chosen.empty)
        supervisor.listen()
        supervisor.start()
        people = _people(application)
        _wait_until_it_answers(supervisor, chosen, home.logs / "web.log")
        if supervisor.is_ending:
            return 0
        people.join()
        say(f"\nKinfold is at {url}   (ready in {seconds(time.monotonic() - began)})")
        if os.geteuid() == 0:
            say("You are root: fine to try it out, but not for people's real records")
        say("To stop it: Ctrl-C here, or ./kinfold down from anywhere")
        # Last: whoever waits for us in the background stops listening at this.
        note_running(home, url)
        supervisor.watch()
    finally:
        say("\nStopping")
        supervisor.stop()
        if server.cluster and server.was_started:
            server.cluster.stop()
        say("Kinfold has stopped. Nothing is lost: ./kinfold up starts it again.")
    return 0


def _children(application: Application, chosen: argparse.Namespace) -> list[Child]:
    workers = min(os.cpu_count() or 1, MOST_WORKERS)
    web = [
        *(str(PYTHON), "-m", "granian", "--interface", "wsgi", "--no-ws"),
        *("--host", chosen.host, "--port", str(chosen.port)),
        *("--workers", str(workers), "--blocking-threads", str(THREADS)),
        *("--respawn-failed-workers", "kinfold.config.wsgi:application"),
    ]
    commands = {"web": web}
    if has_command("work"):
        commands["worker"] = application.command("work")
    home = application.home
    return [
        Child(
            name,
            command,
            _granian_free(application.environment),
            home.logs / f"{name}.log",
            home.run / f"{name}.pid",
        )
        for name, command in commands.items()
    ]


def _granian_free(environment: Mapping[str, str]) -> dict[str, str]:
    return {k: v for k, v in environment.items() if not k.startswith("GRANIAN_")}


def _people(application: Application) -> threading.Thread:
    """Say who may sign in. Asked while the web server starts: both take a second."""

    def ask() -> None:
        if has_command("demo_users") and wants_demo(os.environ):
            code, words = application.ask("demo_users")
            if code == 0:
                say(f"\n{words.rstrip()}")

    thread = threading.Thread(target=ask, daemon=True)
    thread.start()
    return thread


def _wait_until_it_answers(
    supervisor: Supervisor, chosen: argparse.Namespace, log: Path
) -> None:
    host = "127.0.0.1" if chosen.host == "0.0.0.0" else chosen.host  # noqa: S104
    where = f"http://{f'[{host}]' if ':' in host else host}:{chosen.port}/health/"
    end = time.monotonic() + READY_PATIENCE_SECONDS
    web = supervisor.children[0]
    while not supervisor.is_ending and not ports.answers(where):
        ended = web.process is not None and web.process.poll() is not None
        if ended or time.monotonic() > end:
            raise Problem(
                "The web server did not start.",
                *log.read_text(encoding="utf-8", errors="replace").splitlines()[-8:],
                f"Its log is {log}",
            )
        time.sleep(0.05)


def _mend(server: Server) -> None:
    """Start the embedded database again if it died."""
    cluster = server.cluster
    if cluster and cluster.postmaster() is None:
        say("PostgreSQL has ended by itself; starting it again")
        try:
            cluster.start()
        except Problem as problem:
            say(f"{problem}\n  trying again in a minute")
            time.sleep(60)


def _detach(home: Home, arguments: list[str]) -> int:
    """Start the same in the background; show what it says until it is ready."""
    log = home.logs / "kinfold.log"
    launcher = Path(__file__).resolve().parents[1] / "__main__.py"
    words = [word for word in arguments if word != "--detach"]
    with log.open("wb") as output:
        os.fchmod(output.fileno(), 0o600)
        service = subprocess.Popen(
            [sys.executable, str(launcher), "up", *words],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            start_new_session=True,
            cwd="/",
        )
    end = time.monotonic() + DETACHED_PATIENCE_SECONDS
    with log.open(encoding="utf-8", errors="replace") as told:
        while time.monotonic() < end:
            ended = service.poll()
            found = running(home)
            for line in told:
                say(line.rstrip("\n"))
            if ended is not None:
                return ended
            if found and found.url:
                break
            time.sleep(0.1)
    say(f"Running in the background. Its log: {log}")
    return 0
