"""The tests' own server, when more than one command of a checkout needs it at once."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import IO

from kinfold_launcher.places import Home, home_for
from kinfold_launcher.server import Server, prepare_home, ready_server
from kinfold_launcher.words import say


@contextmanager
def tests_server(environ: Mapping[str, str]) -> Iterator[tuple[Home, Server]]:
    """The tests' server, started if need be. Who started it stops it, unless another
    command still uses it: a check must not end the server under a suite.

    The kernel drops the locks when their holder dies, however it dies.
    """
    home = home_for(environ, is_test=True)
    prepare_home(home)
    with (home.run / "in-use.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_SH)
        server = ready_server(home, environ)
        try:
            yield home, server
        finally:
            if server.cluster and server.was_started and _is_free(lock):
                server.cluster.stop()


@contextmanager
def one_suite(home: Home) -> Iterator[None]:
    """Wait for another suite of this checkout to end: both use the same databases."""
    with (home.run / "suite.lock").open("w") as lock:
        if not _is_free(lock):
            say("Another ./kinfold test is running here; waiting until it has ended.")
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _is_free(lock: IO[str]) -> bool:
    """Take the lock for ourselves alone; False when somebody else holds it too."""
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
