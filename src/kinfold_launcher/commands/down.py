"""`./kinfold down`: stop everything that `up` started, and the database."""

from __future__ import annotations

import os

from kinfold_launcher import processes
from kinfold_launcher.places import Home, home_for
from kinfold_launcher.running import running
from kinfold_launcher.server import embedded_cluster, prepare_home
from kinfold_launcher.supervisor import stop_orphans
from kinfold_launcher.words import Problem, say

# The launcher itself waits for the web server, the worker and the database in turn.
PATIENCE_SECONDS = 120.0


def run(arguments: list[str]) -> int:
    """Stop the launcher, then whatever a killed one left. `--all`: the tests' too."""
    if arguments not in ([], ["--all"]):
        raise Problem("./kinfold down takes nothing or --all.", code=2)
    homes = [home_for(os.environ)]
    if arguments:
        homes.append(home_for(os.environ, is_test=True))
    # Every home, whatever the first one had: a list, so that none is skipped.
    stopped = any([stop_all(home) for home in homes if home.path.exists()])
    say("Kinfold has stopped." if stopped else "Kinfold is not running.")
    return 0


def stop_all(home: Home) -> bool:
    """Stop what runs on `home`. Whether anything did."""
    prepare_home(home)
    stopped = False
    launcher = running(home)
    if launcher:
        say("Stopping; requests and jobs under way may finish first")
        target = processes.Process(launcher.pid, launcher.began)
        if not processes.stop(target, patience_seconds=PATIENCE_SECONDS):
            say("It did not stop when asked, and was ended")
        stopped = True
    stopped = bool(stop_orphans(home.run)) or stopped
    if (home.server / "data").exists() or os.geteuid() == 0:
        cluster = embedded_cluster(home)
        stopped = (cluster.is_made and cluster.stop()) or stopped
    return stopped
