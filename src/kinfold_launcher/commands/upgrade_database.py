"""`./kinfold upgrade-database`: to the newest PostgreSQL that the wheel carries."""

from __future__ import annotations

import os

from kinfold_launcher.passwords import load_passwords
from kinfold_launcher.places import home_for
from kinfold_launcher.programs import newest_wheel_programs, version_of
from kinfold_launcher.running import running
from kinfold_launcher.server import embedded_cluster, prepare_home
from kinfold_launcher.upgrade import upgrade
from kinfold_launcher.words import Problem, doing, say


def run(arguments: list[str]) -> int:
    """Upgrade in a copy; the old data stays where it can be found."""
    if arguments:
        raise Problem("./kinfold upgrade-database takes nothing.", code=2)
    home = home_for(os.environ)
    if running(home):
        raise Problem("Kinfold is running.", "Type:  ./kinfold down   and then again.")
    prepare_home(home)
    cluster = embedded_cluster(home)
    kept = load_passwords(home.secrets)
    if not cluster.is_made or kept is None:
        raise Problem("There is no embedded database here.")
    newest = newest_wheel_programs()
    major = version_of(newest / "postgres")[0]
    if cluster.major == major:
        say(f"The database is PostgreSQL {major}'s already.")
        return 0
    cluster.stop()
    with doing(f"Upgrading from PostgreSQL {cluster.major} to {major}"):
        upgrade(cluster, newest, kept)
    return 0
