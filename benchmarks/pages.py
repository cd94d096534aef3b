"""What a page asks of the database, what it costs, and how long people wait for it."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from typing import Any

from benchmarks.load import Ask, users
from benchmarks.served import Server, cpu_per_page

PEOPLE = 3_000
QUICK_SECONDS = 5.0


def options_of(name: str, arguments: list[str]) -> argparse.Namespace:
    """What a benchmark of pages is asked for; `quick` is a word for its seconds."""
    parser = argparse.ArgumentParser(prog=f"./kinfold bench {name}")
    parser.add_argument("--json", metavar="FILE")
    parser.add_argument("--people", type=int, default=PEOPLE, help="in the world")
    parser.add_argument("--seconds", type=float, default=10, help="per measurement")
    parser.add_argument(
        "--quick", action="store_const", dest="seconds", const=QUICK_SECONDS,
        help="five seconds each",
    )  # fmt: skip
    return parser.parse_args(arguments)


def queries(one: Any, path: str) -> int:
    """How many queries a page asks of somebody signed in, its caches warm.

    Raises:
        RuntimeError: it did not answer with a page.
    """
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from benchmarks.cast import cookie_client

    client = cookie_client(one)
    client.get(path)  # once unseen, so that caches are warm
    with CaptureQueriesContext(connection) as caught:
        response = client.get(path)
    if response.status_code != 200:
        raise RuntimeError(f"{path} answered {response.status_code}")
    return len(caught)


def measure(
    server: Server, asks: list[Ask], *, seconds: float, count: int
) -> dict[str, float]:
    """Processor time for each page; then waiting, in milliseconds, with `count` users.

    Open arrivals, five seconds of thought (`benchmarks.load`).
    """
    cpu_ms = cpu_per_page(server, asks, seconds=seconds)
    answers = users(asks, port=server.port, count=count, seconds=seconds)
    return {
        "cpu_ms": cpu_ms,
        "p50": answers.percentile(0.50),
        "p95": answers.percentile(0.95),
        "errors": answers.errors,
    }


def table(pages: Mapping[str, Mapping[str, float]], *, floor: str = "empty") -> str:
    """The pages as rows, each beside the floor of the same run."""
    least = pages[floor]
    lines = [
        "| page | queries | CPU | x empty | p50 | p95 | x empty | errors |",
        "|---|--:|--:|--:|--:|--:|--:|--:|",
    ]
    lines += [
        f"| {name} | {one['queries']} | {one['cpu_ms']:.1f} |"
        f" {one['cpu_ms'] / least['cpu_ms']:.2f} | {one['p50']:.0f} |"
        f" {one['p95']:.0f} | {one['p95'] / least['p95']:.2f} | {one['errors']} |"
        for name, one in pages.items()
    ]
    return "\n".join(lines)
