"""`./kinfold bench networks`: the people around the child, and how they are drawn.

Each beside its floor, the empty signed-in page, in the same run:

1. pages of one family that is as large as a family gets (`cast_networks`): the network
   of 40, the picture of 60 people, circles, who does what and the week of cover,
   Family Finding of 60, kinship, the long haul, the child's tools: queries, CPU time,
   p50 and p95 at 50 users (open arrivals, five seconds of thought);
2. the drawing itself, of 60 and of 300 people, without a page around it; its floor is
   reading the finished drawing and writing it again.

A room that this Kinfold does not have yet is left out and named.
"""

from __future__ import annotations

import json
import os
import sys
from dataclasses import asdict
from pathlib import Path
from time import perf_counter
from typing import Any
from uuid import UUID

from benchmarks.house import PLACES, fill
from benchmarks.load import Ask
from benchmarks.pages import measure, options_of, queries, table
from benchmarks.served import served

USERS = 50
ROOMS = (
    ("family", "people:family"),
    ("network", "networks:network"),
    ("picture", "family_picture:picture"),
    ("ecomap", "family_picture:around"),
    ("circles", "circles:circles"),
    ("who does what", "commitments:commitments"),
    ("cover week", "commitments:cover"),
    ("family finding", "family_finding:finding"),
    ("kinship", "kinship:kinship"),
    ("long haul", "long_haul:long-haul"),
    ("child tools", "child_tools:tools"),
    ("own words", "child_words:own-words"),
)
OF_EPISODE = (
    ("found people", "family_finding:people"),
    ("child pictures", "belonging:pictures"),
)


def main(arguments: list[str]) -> int:
    options = options_of("networks", arguments)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", PLACES)
    begin = perf_counter()
    fill(options.people)
    import django

    django.setup()
    from benchmarks import cast_networks, cast_practice, genograms

    team = cast_practice.team_of_many()
    family = cast_networks.wide_family(team[0].viewer)
    print(f"  the world stands after {perf_counter() - begin:.0f} s", flush=True)
    pages, missing = _pages(team, family.id, family.episode_id)
    figures: dict[str, Any] = {
        "made": cast_practice.made(),
        "family": family.size,
        "missing": missing,
        "pages": {
            name: {"queries": queries(team[0], asks[0].path)}
            for name, asks in pages.items()
        },
    }
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    with served("kinfold.config.wsgi:application", environment) as server:
        for name, asks in pages.items():
            found = measure(server, asks, seconds=options.seconds, count=USERS)
            figures["pages"][name] |= found
            print(f"  {name}: p95 {found['p95']:.0f} ms", flush=True)
    figures["drawing"] = [
        {**asdict(one), "whole": one.whole} for one in genograms.timings()
    ]
    _print(figures)
    if options.json:
        Path(options.json).write_text(json.dumps(figures, indent=1) + "\n")
    return 0


def _pages(
    team: list[Any], family_id: UUID, episode_id: UUID
) -> tuple[dict[str, list[Ask]], list[str]]:
    """The pages to ask for, and the rooms that are not there."""
    from django.urls import NoReverseMatch, reverse

    from benchmarks.cast_practice import asks

    pages, missing = {"empty": asks(team, [reverse("platform:empty")])}, []
    rooms = [(*room, [family_id]) for room in ROOMS]
    rooms += [(*room, [family_id, episode_id]) for room in OF_EPISODE]
    for name, address, ids in rooms:
        try:
            pages[name] = asks(team, [reverse(address, args=ids)])
        except NoReverseMatch:
            missing.append(name)
    return pages, missing


def _print(figures: dict[str, Any]) -> None:
    made = figures["made"]
    size = ", ".join(f"{count} {what}" for what, count in figures["family"].items())
    print(
        f"\n{made['people']:,} people, {made['open_families']:,} open families. The "
        f"family: {size}. Times in milliseconds; CPU includes PostgreSQL; "
        f"{USERS} users.\n"
    )
    print(table(figures["pages"]))
    if figures["missing"]:
        print(f"\nNot there yet: {', '.join(figures['missing'])}.")
    print("\n| people | laid out | drawn | both | x floor | in words | floor | kB |")
    print("|--:|--:|--:|--:|--:|--:|--:|--:|")
    for one in figures["drawing"]:
        print(
            f"| {one['people']} | {one['lay_out']:.1f} | {one['draw']:.1f} |"
            f" {one['whole']:.1f} | {one['whole'] / one['floor']:.1f} |"
            f" {one['say']:.1f} | {one['floor']:.1f} | {one['kilobytes']:.0f} |"
        )


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
