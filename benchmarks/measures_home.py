"""`./kinfold bench measures_home`: what an authority follows, and one measure in full.

For fifty people of ten authorities that each follow twelve published measures, beside
the floor of the same run, the empty signed-in page: queries, CPU time, p50 and p95 with
50 users (open arrivals, five seconds of thought).
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID

from benchmarks.house import PLACES, fill
from benchmarks.load import Ask
from benchmarks.pages import measure, options_of, queries, table
from benchmarks.served import served

if TYPE_CHECKING:  # models are there once Django is set up
    from benchmarks.cast import Somebody
    from kinfold.platform.viewer import Viewer

USERS = 50
FOLLOWED = 12


def main(arguments: list[str]) -> int:
    options = options_of("measures_home", arguments)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", PLACES)
    fill(options.people)
    import django

    django.setup()
    from benchmarks.cast import viewers

    people = viewers(USERS)
    followed = _follow(people)
    pages = _pages(people, followed[0])
    figures: dict[str, Any] = {
        name: {"queries": queries(people[0], asks[0].path)}
        for name, asks in pages.items()
    }
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    with served("kinfold.config.wsgi:application", environment) as server:
        for name, asks in pages.items():
            figures[name] |= measure(server, asks, seconds=options.seconds, count=USERS)
            print(f"  {name}: p95 {figures[name]['p95']:.0f} ms", flush=True)
    print(f"\n{len(people)} people, {len(followed)} measures followed. Milliseconds.\n")
    print(table(figures))
    if options.json:
        Path(options.json).write_text(json.dumps(figures, indent=1) + "\n")
    return 0


def _follow(people: list[Somebody]) -> list[str]:
    """An analyst of each authority chooses what it follows, once. Benchmarks only."""
    from kinfold.insight.actions import Choice, choose_measure
    from kinfold.insight.selectors import newest_choices
    from kinfold.platform.tenancy import as_viewer
    from kinfold_measures.catalogue import PUBLISHED

    codes = [one.code for one in PUBLISHED[:FOLLOWED]]
    chosen = Choice(is_followed=True, aim=None, is_at_most=True, why="We look at it")
    for authority_id in {one.viewer.in_authority() for one in people}:
        by = _analyst(authority_id)
        with as_viewer(by):
            for code in set(codes) - set(newest_choices(by)):
                choose_measure(code=code, choice=chosen, seen_version=0, by=by)
    return codes


def _analyst(authority_id: UUID) -> Viewer:
    from benchmarks.cast import account_of
    from kinfold.platform.models import Worker
    from kinfold.platform.places import Place, viewer_in
    from kinfold.platform.tenancy import as_authority
    from kinfold_core.access import Role

    with as_authority(authority_id):
        worker, _ = Worker.objects.get_or_create(
            authority_id=authority_id,
            name="Analyst of the benchmark",
            defaults={"roles": [Role.ANALYST.value]},
        )
        user_id = account_of(worker.pk)
    with as_authority(authority_id, user_id=user_id):
        return viewer_in(Place(authority_id=authority_id), user_id=user_id)


def _pages(people: list[Somebody], code: str) -> dict[str, list[Ask]]:
    from django.urls import reverse

    from benchmarks.cast_practice import asks

    return {
        "empty": asks(people, [reverse("platform:empty")]),
        "measures home": asks(people, [reverse("insight:goals")]),
        "one measure": asks(people, [reverse("insight:own-measure", args=[code])]),
    }


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
