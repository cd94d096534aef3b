"""`./kinfold restore FILE`: put everything back, or rehearse it with --drill."""

from __future__ import annotations

import argparse
import os
import time
from pathlib import Path

from kinfold_launcher.places import home_for
from kinfold_launcher.prepare import forget_stamps
from kinfold_launcher.restore import drill, proof, restore
from kinfold_launcher.running import running
from kinfold_launcher.server import ready_server
from kinfold_launcher.words import Problem, say, seconds


def run(arguments: list[str]) -> int:
    """Restore or rehearse, and print the proof."""
    parser = argparse.ArgumentParser(prog="./kinfold restore", allow_abbrev=False)
    parser.add_argument("file", type=Path)
    parser.add_argument("--over", action="store_true", help="replace what is there")
    parser.add_argument("--drill", action="store_true", help="rehearse; change nothing")
    chosen = parser.parse_args(arguments)
    began = time.monotonic()
    home = home_for(os.environ)
    if not chosen.drill and running(home):
        raise Problem("Kinfold is running.", "Type:  ./kinfold down   and then again.")
    server = ready_server(home, os.environ)
    try:
        if chosen.drill:
            manifest = drill(home, server, chosen.file.absolute())
        else:
            manifest = restore(home, server, chosen.file.absolute(), over=chosen.over)
            forget_stamps(home)
    finally:
        if server.cluster and server.was_started:
            server.cluster.stop()
    for line in proof(manifest):
        say(line)
    done = "Rehearsed; nothing here was changed" if chosen.drill else "Restored"
    say(f"{done}, in {seconds(time.monotonic() - began)}.")
    return 0
