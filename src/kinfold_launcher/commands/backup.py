"""`./kinfold backup [FILE]`: one file with everything, made while people work."""

from __future__ import annotations

import json
import os
import time
from pathlib import Path

from kinfold_launcher.backup import make_backup, usual_target
from kinfold_launcher.places import home_for, make_private
from kinfold_launcher.server import ready_server
from kinfold_launcher.words import Problem, megabytes, say, seconds


def run(arguments: list[str]) -> int:
    """Write a backup to FILE, or under the data folder with today's date."""
    if len(arguments) > 1 or any(word.startswith("-") for word in arguments):
        raise Problem("./kinfold backup takes the name of one new file.", code=2)
    began = time.monotonic()
    home = home_for(os.environ)
    server = ready_server(home, os.environ)
    try:
        target = Path(arguments[0]).absolute() if arguments else usual_target(home)
        manifest = make_backup(home, server, target)
    finally:
        if server.cluster and server.was_started:
            server.cluster.stop()
    last = make_private(home.backups) / "last.json"
    kept = {"file": str(target), "made_at": manifest.made_at}
    last.write_text(json.dumps(kept), encoding="utf-8")
    size = megabytes(target.stat().st_size)
    say(f"{target}  {size}, in {seconds(time.monotonic() - began)}")
    say("It holds people's records and is not encrypted: keep it as carefully as them.")
    say(f"To prove that it can be restored:  ./kinfold restore --drill {target}")
    return 0
