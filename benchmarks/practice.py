"""`./kinfold bench practice`: the rooms of practice, with a whole service behind them.

Each beside its floor, the empty signed-in page, in the same run:

1. pages: the whiteboard of a team of 200 families, a map of 80 entries, a plan that is
   lived, the network, the road, a story: queries, processor time, p50 and p95 at 50
   users (open arrivals, five seconds of thought);
2. keeping what is typed: the round trip while 50 people type and pause every 3 seconds;
3. papers: the family's copy and the story as PDF, one after another.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from io import BytesIO
from pathlib import Path
from time import perf_counter
from typing import Any

from benchmarks.house import PLACES, fill
from benchmarks.load import Ask, arrive
from benchmarks.pages import measure, queries, table
from benchmarks.served import Server, served

PEOPLE, FEW = 60_000, 3_000
OPEN_FAMILIES, ENTRIES = 15_000, 300_000
# of whom so many are of families with a story; the others are plain (`more_families`)
TOLD_PEOPLE = 35_000
USERS = 50
PAUSE_SECONDS = 3.0
PAPERS = 7
MAPS = 6


def main(arguments: list[str]) -> int:
    options = _options(arguments)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", PLACES)
    seconds = 5.0 if options.quick else options.seconds
    begin = perf_counter()
    fill(FEW if options.quick else min(options.people, TOLD_PEOPLE))
    import django

    django.setup()
    from benchmarks import cast, cast_practice, more_families

    if not options.quick:
        more_families.fill_up(
            people=options.people, open_families=OPEN_FAMILIES, entries=ENTRIES
        )
    print(f"  the world stands after {perf_counter() - begin:.0f} s", flush=True)
    team = cast_practice.team_of_many()
    pages = _pages(team)
    typing = cast_practice.keeping(cast.viewers(USERS))
    figures: dict[str, Any] = {"made": cast_practice.made(), "pages": {}}
    for name, asks in pages.items():
        figures["pages"][name] = {"queries": queries(team[0], asks[0].path)}
    papers = _papers(team, figures)
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    with served("kinfold.config.wsgi:application", environment) as server:
        for name, asks in pages.items():
            figures["pages"][name] |= measure(
                server, asks, seconds=seconds, count=USERS
            )
            print(f"  {name}: p95 {figures['pages'][name]['p95']:.0f} ms", flush=True)
        rate = USERS / PAUSE_SECONDS
        arrive(typing, port=server.port, rate=rate, seconds=3)  # first keepings
        figures["keeping"] = _told(typing, server, rate=rate, seconds=seconds)
        for name, ask in papers.items():
            figures["papers"][name] |= _one_after_another(server, ask)
    _print(figures)
    if options.json:
        Path(options.json).write_text(json.dumps(figures, indent=1) + "\n")
    return 0


def _options(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="./kinfold bench practice")
    parser.add_argument("--json", metavar="FILE")
    parser.add_argument("--people", type=int, default=PEOPLE)
    parser.add_argument(
        "--quick", action="store_true", help=f"{FEW:,} people, five seconds each"
    )
    parser.add_argument("--seconds", type=float, default=20, help="per measurement")
    return parser.parse_args(arguments)


def _pages(team: list[Any]) -> dict[str, list[Ask]]:
    from django.urls import reverse

    from benchmarks.cast_practice import asks, grown_maps, storied

    family_id, story_id = storied(team)
    grown = grown_maps(team, MAPS)
    paths = {
        "empty": [reverse("platform:empty")],
        "whiteboard": [reverse("whiteboard:board")],
        "map": [reverse("practice:map", args=[one]) for one in grown],
        "plan": [reverse("planning:safety-plan", args=[family_id])],
        "network": [reverse("networks:network", args=[family_id])],
        "road": [reverse("trajectory:road", args=[family_id])],
        "story": [reverse("voice:one-story", args=[family_id, story_id])],
    }
    return {name: asks(team, listed) for name, listed in paths.items()}


def _papers(team: list[Any], figures: dict[str, Any]) -> dict[str, Ask]:
    """The papers to ask for; how many pages each has goes into the figures."""
    from django.urls import reverse
    from pypdf import PdfReader

    from benchmarks.cast import cookie_client
    from benchmarks.cast_practice import cookie_of, storied

    family_id, story_id = storied(team)
    client = cookie_client(team[0])
    found, figures["papers"] = {}, {}
    for name, path in (
        ("empty", reverse("platform:empty")),
        ("family copy", reverse("copies:family-copy-pdf", args=[family_id])),
        ("story", reverse("voice:pages", args=[family_id, story_id])),
    ):
        found[name] = Ask(path, cookie_of(team[0]))
        paper = client.get(path)
        is_paper = paper.headers["Content-Type"] == "application/pdf"
        body = paper.getvalue() if is_paper else b""
        sheets = len(PdfReader(BytesIO(body)).pages) if is_paper else 0
        figures["papers"][name] = {"sheets": sheets}
    return found


def _told(
    asks: list[Ask], server: Server, *, rate: float, seconds: float
) -> dict[str, float]:
    answers = arrive(asks, port=server.port, rate=rate, seconds=seconds)
    return {
        "p50": answers.percentile(0.50),
        "p95": answers.percentile(0.95),
        "errors": answers.errors,
    }


def _one_after_another(server: Server, ask: Ask) -> dict[str, float]:
    from urllib.request import Request, urlopen

    spent = []
    for _ in range(PAPERS):
        request = Request(
            f"http://localhost:{server.port}{ask.path}", headers={"Cookie": ask.cookie}
        )
        begin = perf_counter()
        with urlopen(request) as answer:
            answer.read()
        spent.append((perf_counter() - begin) * 1000)
    spent.sort()
    return {"p50": spent[PAPERS // 2], "most": spent[-1]}


def _print(figures: dict[str, Any]) -> None:
    made, floor = figures["made"], figures["pages"]["empty"]
    print(
        f"\n{made['people']:,} people, {made['open_families']:,} open families, "
        f"{made['entries']:,} map entries. Times in milliseconds; CPU includes "
        f"PostgreSQL; {USERS} users.\n"
    )
    print(table(figures["pages"]))
    kept = figures["keeping"]
    print(
        f"| keeping what {USERS} type | | | | {kept['p50']:.0f} | {kept['p95']:.0f} |"
        f" {kept['p95'] / floor['p95']:.2f} | {kept['errors']} |"
    )
    print("\n| paper | sheets | p50 | most | x empty |")
    print("|---|--:|--:|--:|--:|")
    least = figures["papers"]["empty"]["p50"]
    for name, one in figures["papers"].items():
        print(
            f"| {name} | {one['sheets'] or ''} | {one['p50']:.0f} | {one['most']:.0f} |"
            f" {one['p50'] / least:.1f} |"
        )


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
