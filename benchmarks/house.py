"""`./kinfold bench house`: the pages everybody meets, with 60,000 people behind them.

Three things, each beside its floor in the same run:

1. what a page costs: processor time per request, beside the same server's empty
   signed-in page and beside a bare answer from the same web server;
2. how long people wait: p50 and p95 at 50 and 150 users (open arrivals, five seconds of
   thought), and the highest arrivals a second that keep p95 under a second;
3. what the fences cost: the pages' own queries with row-level security on and off.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.load import Ask, highest_sustained, users
from benchmarks.served import Server, cpu_per_page, served

PEOPLE = 60_000
PEOPLE_A_FAMILY = 5  # the world makes nearly six; so never fewer than asked for
USERS = (50, 150)
LIMIT_MS = 1000.0
PLACES = "kinfold.config.settings.demo"


@dataclass(frozen=True, slots=True)
class Page:
    name: str
    asks: list[Ask]


def bare(environ: dict[str, Any], start: Any) -> list[bytes]:
    """The floor: what the web server alone costs, with a body of a page's size."""
    body = b"x" * 20_000
    start("200 OK", [("Content-Type", "text/html"), ("Content-Length", "20000")])
    return [body]


def main(arguments: list[str]) -> int:
    options = _options(arguments)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", PLACES)
    fill(options.people)
    if options.fill_only:
        return 0
    import django

    django.setup()
    from benchmarks.cast import pages, viewers

    people = viewers(50)
    chosen = [
        Page(name, asks)
        for name, asks in pages(people)
        if not options.page
        or name in {"empty", *options.page}  # all stand beside empty
    ]
    figures: dict[str, Any] = {"people": options.people, "pages": {}, "fences": []}
    if not options.fences_only:
        _pages(figures, chosen, options.seconds)
    figures["fences"] = _fences(people, [page.name for page in chosen])
    _print_fences(figures)
    if options.json:
        Path(options.json).write_text(json.dumps(figures, indent=1) + "\n")
    return 0


def _pages(figures: dict[str, Any], chosen: list[Page], seconds: float) -> None:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    with served("benchmarks.house:bare", environment) as floor:
        asks = [Ask("/")]
        figures["bare"] = {"cpu_ms": cpu_per_page(floor, asks, seconds=seconds)}
        figures["bare"]["rps"] = _highest(floor, asks, seconds / 2, 200)
    with served("kinfold.config.wsgi:application", environment) as server:
        for page in chosen:
            figures["pages"][page.name] = _measure(server, page, seconds)
            _say(page.name, figures)
    _print(figures)


def _options(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="./kinfold bench house")
    parser.add_argument("--json", metavar="FILE")
    parser.add_argument("--people", type=int, default=PEOPLE)
    parser.add_argument(
        "--fill-only", action="store_true", help="make the people, measure nothing"
    )
    parser.add_argument("--fences-only", action="store_true")
    parser.add_argument("--page", action="append", metavar="NAME", help="only these")
    parser.add_argument("--seconds", type=float, default=10, help="per measurement")
    return parser.parse_args(arguments)


def fill(people: int) -> None:
    """Make the demo world once; later runs find it there."""
    manage = [sys.executable, "-m", "kinfold.manage"]
    for words in (
        ["migrate", "--verbosity", "0"],
        ["england_load"],
        ["world", "--families", str(people // PEOPLE_A_FAMILY), "--seed", "1"],
    ):
        subprocess.run([*manage, *words], check=True)


def _measure(server: Server, page: Page, seconds: float) -> dict[str, float]:
    figures = {"cpu_ms": cpu_per_page(server, page.asks, seconds=seconds)}
    for count in USERS:
        answers = users(page.asks, port=server.port, count=count, seconds=seconds)
        figures[f"p50_{count}"] = answers.percentile(0.50)
        figures[f"p95_{count}"] = answers.percentile(0.95)
        figures[f"errors_{count}"] = answers.errors
    figures["rps"] = _highest(server, page.asks, seconds / 2, 20)
    return figures


def _highest(server: Server, asks: list[Ask], seconds: float, start: float) -> float:
    return highest_sustained(
        asks, port=server.port, limit_ms=LIMIT_MS, start=start, seconds=seconds
    )


def _fences(people: list[Any], names: list[str]) -> list[dict[str, Any]]:
    import psycopg
    from django.db import connection
    from django.test import Client

    from benchmarks.cast import cookie_client, pages
    from benchmarks.fences import catch, compare, copy_without_fences

    name = connection.settings_dict["NAME"]
    copy = f"{name}_open"
    one = people[0]
    client: Client = cookie_client(one)
    asked = [(page, asks[0].path) for page, asks in pages([one]) if page in names]
    caught = [(page, catch(client, path)) for page, path in asked]
    connection.close()
    copy_without_fences(os.environ["KINFOLD_MIGRATE_DATABASE_URL"], name, copy)
    app = os.environ["KINFOLD_APP_DATABASE_URL"]
    viewer = (str(one.viewer.authority_id), str(one.viewer.user_id))
    results = []
    with psycopg.connect(app) as fenced, psycopg.connect(app, dbname=copy) as open_:
        for page, statements in caught:
            done = compare(page, statements, fenced=fenced, open_=open_, viewer=viewer)
            results.append(
                {
                    "page": done.page,
                    "statements": done.statements,
                    "fenced_ms": done.fenced_ms,
                    "open_ms": done.open_ms,
                    "ratio": done.ratio,
                    "same_rows": done.same_rows,
                }
            )
    return results


def _say(name: str, figures: dict[str, Any]) -> None:
    one = figures["pages"][name]
    print(f"  {name}: {one['cpu_ms']:.1f} ms CPU, p95 {one['p95_50']:.0f} ms at 50")


def _print(figures: dict[str, Any]) -> None:
    empty = figures["pages"]["empty"]
    print(
        f"\nAt least {figures['people']:,} people. Times in milliseconds; CPU includes"
    )
    print("PostgreSQL. rps: highest arrivals a second with p95 under a second.\n")
    print(
        "| page | CPU | x empty | p50 at 50 | p95 at 50 | p50 at 150 | p95 at 150"
        " | rps | errors |"
    )
    print("|---|--:|--:|--:|--:|--:|--:|--:|--:|")
    bare_figures = figures["bare"]
    print(
        f"| bare answer (floor) | {bare_figures['cpu_ms']:.1f} |"
        f" {bare_figures['cpu_ms'] / empty['cpu_ms']:.2f} | | | | |"
        f" {bare_figures['rps']:.0f} | |"
    )
    for name, one in figures["pages"].items():
        print(
            f"| {name} | {one['cpu_ms']:.1f} | {one['cpu_ms'] / empty['cpu_ms']:.2f} |"
            f" {one['p50_50']:.0f} | {one['p95_50']:.0f} | {one['p50_150']:.0f} |"
            f" {one['p95_150']:.0f} | {one['rps']:.0f} |"
            f" {one['errors_50'] + one['errors_150']:.0f} |"
        )


def _print_fences(figures: dict[str, Any]) -> None:
    print("\nThe fences: the same queries, row-level security on and off.\n")
    print("| page | queries | on, ms | off, ms | ratio | same rows |")
    print("|---|--:|--:|--:|--:|---|")
    for one in figures["fences"]:
        print(
            f"| {one['page']} | {one['statements']} | {one['fenced_ms']:.2f} |"
            f" {one['open_ms']:.2f} | {one['ratio']:.2f} |"
            f" {'yes' if one['same_rows'] else 'no: it leans on the fence'} |"
        )


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
