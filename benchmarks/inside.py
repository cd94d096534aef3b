"""`./kinfold bench inside`: what a page costs, in this process, without a web server.

Processor time of Python and of its PostgreSQL backend, the pages turn and turn about,
so that what else the machine does matters little. Uses the people of `bench house`.
"""

from __future__ import annotations

import argparse
import cProfile
import logging
import os
import pstats
import subprocess
import sys
import time
from collections.abc import Callable
from itertools import cycle
from pathlib import Path
from statistics import median

PLACES = "kinfold.config.settings.demo"
PAGES = ("empty", "family", "map")
# of a team of 200 families; asked for by name only, because the team has to be gathered
BOARDS = {"whiteboard": "/whiteboard/", "sorted": "/whiteboard/?sort=scale"}
PEOPLE = 10


def main(arguments: list[str]) -> int:
    options = _options(arguments)
    _fill(options.people)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", PLACES)
    import django

    django.setup()
    logging.disable(logging.CRITICAL)
    asked = _askers(options.page)
    for ask in asked.values():
        for _ in range(2):  # templates, addresses and the connection stand ready
            ask()
    if options.profile:
        _profile(asked[options.profile], options.rounds)
        return 0
    spent: dict[str, list[tuple[float, float]]] = {name: [] for name in asked}
    for _ in range(options.rounds):
        for name, ask in asked.items():
            spent[name].append(_cost(ask))
    _print(spent)
    return 0


def _options(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="./kinfold bench inside")
    parser.add_argument("--people", type=int, default=0, help="make them first")
    parser.add_argument("--rounds", type=int, default=20, help="of ten requests a page")
    parser.add_argument("--page", action="append", default=None, metavar="NAME")
    parser.add_argument("--profile", metavar="NAME", help="where one page's time goes")
    return parser.parse_args(arguments)


def _fill(people: int) -> None:
    if people:
        words = ["--people", str(people), "--fill-only"]
        subprocess.run([sys.executable, "-m", "benchmarks.house", *words], check=True)


def _askers(names: list[str] | None) -> dict[str, Callable[[], None]]:
    """For each page: ask for it ten times, each time as somebody else if there are."""
    from benchmarks.cast import Somebody, cookie_client, pages, viewers

    def asker(people: list[Somebody], paths: list[str]) -> Callable[[], None]:
        clients = [cookie_client(one) for one in people]

        def ask() -> None:
            for client, path in zip(clients, paths, strict=True):
                if client.get(path).status_code != 200:
                    raise RuntimeError(f"{path} was not answered; nothing measured")

        return ask

    people = viewers(PEOPLE)
    asked = {
        name: asker(people, [ask.path for ask in asks])
        for name, asks in pages(people)
        if name in (names or PAGES)
    }
    for name, path in BOARDS.items():
        if name in (names or ()):
            from benchmarks.cast_practice import team_of_many

            team = [one for _, one in zip(range(PEOPLE), cycle(team_of_many()))]
            asked[name] = asker(team, [path] * PEOPLE)
    return asked


def _cost(ask: Callable[[], None]) -> tuple[float, float]:
    """Milliseconds a request, in Python and in PostgreSQL."""
    database, python = backend_seconds(), time.process_time()
    ask()
    python, database = time.process_time() - python, backend_seconds() - database
    return python * 1000 / PEOPLE, database * 1000 / PEOPLE


def backend_seconds() -> float:
    from django.db import connection

    connection.ensure_connection()
    pid = connection.connection.info.backend_pid
    return int(Path(f"/proc/{pid}/schedstat").read_text().split()[0]) / 1e9


def _profile(ask: Callable[[], None], rounds: int) -> None:
    profile = cProfile.Profile(time.process_time)
    profile.enable()
    for _ in range(rounds):
        ask()
    profile.disable()
    stats = pstats.Stats(profile)
    count = rounds * PEOPLE
    print(f"{stats.total_calls / count:.0f} calls a page")  # type: ignore[attr-defined]
    stats.sort_stats("tottime").print_stats(45)
    stats.sort_stats("cumulative").print_stats(90)


def _print(spent: dict[str, list[tuple[float, float]]]) -> None:
    totals = {name: sorted(map(sum, rows)) for name, rows in spent.items()}
    first = next(iter(totals.values()))
    print("| page | best, ms | median, ms | PostgreSQL | x first, best | x first |")
    print("|---|--:|--:|--:|--:|--:|")
    for name, rows in totals.items():
        database = median(row[1] for row in spent[name])
        print(
            f"| {name} | {rows[0]:.2f} | {median(rows):.2f} | {database:.2f} |"
            f" {rows[0] / first[0]:.2f} | {median(rows) / median(first):.2f} |"
        )


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
