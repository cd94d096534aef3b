"""A real PostgreSQL server from the wheel, in a data folder of its own."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kinfold_launcher.places import Home
from kinfold_launcher.server import Server, embedded_cluster, ready_server


@pytest.fixture(scope="session")
def make_home() -> Iterator[Callable[[], Home]]:
    """New data folders that the server's user can reach, stopped and removed after.

    pytest's own folders are closed to everyone else, and paths must stay short.
    """
    made: list[Home] = []

    def make() -> Home:
        folder = Path(tempfile.mkdtemp(prefix="kf-", dir="/tmp"))
        folder.chmod(0o711)
        made.append(Home(folder / "home", is_test=True))
        return made[-1]

    yield make
    for home in made:
        if home.path.exists():
            cluster = embedded_cluster(home)
            if cluster.is_made:
                cluster.stop()
        shutil.rmtree(home.path.parent)


@pytest.fixture(scope="session")
def shared(make_home: Callable[[], Home]) -> tuple[Home, Server]:
    """One running server for the tests that leave it as they found it."""
    home = make_home()
    return home, ready_server(home, {})


@pytest.fixture
def home(make_home: Callable[[], Home]) -> Home:
    """A data folder with nothing in it yet."""
    return make_home()


@pytest.fixture(scope="session")
def _template(make_home: Callable[[], Home]) -> Home:
    """A made server, stopped: copying it is ten times quicker than making one."""
    home = make_home()
    server = ready_server(home, {})
    assert server.cluster is not None
    server.cluster.stop()
    return home


@pytest.fixture
def made_home(make_home: Callable[[], Home], _template: Home) -> Home:
    """A data folder with a server that was used before and is stopped now."""
    home = make_home()
    subprocess.run(["cp", "-a", str(_template.path), str(home.path)], check=True)
    return home
