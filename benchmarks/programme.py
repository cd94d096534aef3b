"""`./kinfold bench programme`: what people do together in a programme, at once.

`--part poll`: 300 telephones open a workshop's page and vote within ten seconds, on a
real server, while its facilitator's page asks for the result every two seconds. No vote
may be lost, and the last one must be visible within two seconds. Beside it stands the
floor: the empty page that asks for a code, asked as often.

`--part home`: the home of a programme of all 153 authorities (`programme_home`).

`--part knowledge`: a search among 10,000 items (`programme_knowledge`).
"""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from http import HTTPStatus
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from benchmarks.programme_home import home
from benchmarks.programme_knowledge import knowledge
from benchmarks.served import Server, served

PHONES, SECONDS = 300, 10.0
PLACES = "kinfold.config.settings.demo"


@dataclass(frozen=True, slots=True)
class Poll:
    """`ms` are milliseconds from the first byte sent to the whole answer."""

    phones: int
    accepted: int
    counted: int
    vote_p50_ms: float
    vote_p95_ms: float
    page_p95_ms: float
    floor_p95_ms: float
    visible_ms: float
    cpu_ms: float
    """Processor time of one telephone: its page and its vote, PostgreSQL included,
    with the facilitator's page that looks every two seconds."""
    floor_cpu_ms: float
    """Of the empty page, asked as often."""


def main(arguments: list[str]) -> int:
    options = _options(arguments)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", PLACES)
    manage = [sys.executable, "-m", "kinfold.manage"]
    for words in (
        ["migrate", "--verbosity", "0"],
        ["england_load"],
        ["world", "--families", "10", "--seed", "1"],
    ):
        subprocess.run([*manage, *words], check=True)
    import django

    django.setup()
    if options.part == "poll":
        figures: dict[str, Any] = {"poll": asdict(poll(options.phones))}
    elif options.part == "home":
        figures = home(options.seconds)
    else:
        figures = knowledge()
    print(json.dumps(figures, indent=1))
    if options.json:
        Path(options.json).write_text(json.dumps(figures, indent=1) + "\n")
    return 0


def _options(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="./kinfold bench programme")
    parser.add_argument("--part", choices=["poll", "home", "knowledge"], default="poll")
    parser.add_argument("--phones", type=int, default=PHONES)
    parser.add_argument("--seconds", type=float, default=10, help="per measurement")
    parser.add_argument("--json", metavar="FILE")
    return parser.parse_args(arguments)


def poll(phones: int) -> Poll:
    """Vote from so many telephones, and see each one counted."""
    code, workshop_id, item_id = _question()
    cookie = _facilitator()
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    with served("kinfold.config.wsgi:application", environment) as server:
        # warm every thread: the first answer of each opens its connection
        _at_once(40, lambda: _ask(server, "GET", f"/w/{code}/")[2], seconds=3)
        cpu = server.cpu_seconds()
        floor = _at_once(phones, lambda: _ask(server, "GET", "/w/")[2])
        floor_cpu = server.cpu_seconds() - cpu
        pages: list[float] = []
        votes: list[float] = []
        seen: list[float] = []
        last = _Last()
        watching = threading.Thread(
            target=_watch, args=(server, workshop_id, cookie, phones, last, seen)
        )
        cpu = server.cpu_seconds()
        watching.start()

        def vote() -> float:
            path = f"/w/{code}/"
            status, cookie, took = _ask(server, "GET", path)
            pages.append(took if status == 200 else float("inf"))
            body = urlencode({"what": "vote", "item": item_id, "number": "5"})
            status, _, took = _ask(server, "POST", path, body, cookie)
            if status == 302:
                votes.append(took)
                last.at = time.perf_counter()
            return took

        _at_once(phones, vote)
        vote_cpu = server.cpu_seconds() - cpu
        last.is_over = True
        watching.join()
    return Poll(
        phones=phones,
        accepted=len(votes),
        counted=_counted(workshop_id),
        vote_p50_ms=_percentile(votes, 0.5),
        vote_p95_ms=_percentile(votes, 0.95),
        page_p95_ms=_percentile(pages, 0.95),
        floor_p95_ms=_percentile(floor, 0.95),
        visible_ms=round(seen[0], 1) if seen else float("inf"),
        cpu_ms=round(vote_cpu * 1000 / phones, 1),
        floor_cpu_ms=round(floor_cpu * 1000 / phones, 1),
    )


class _Last:
    """When the last vote was accepted, and whether all are sent."""

    at = 0.0
    is_over = False


def _at_once(
    count: int, ask: Callable[[], float], *, seconds: float = SECONDS
) -> list[float]:
    """Each once, spread evenly over the seconds, whatever the others do."""
    took: list[float] = []

    def one(number: int) -> None:
        time.sleep(seconds * number / count)
        took.append(ask())

    threads = [threading.Thread(target=one, args=(n,)) for n in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return took


def _ask(
    server: Server, method: str, path: str, body: str = "", cookie: str = ""
) -> tuple[int, str, float]:
    begun = time.perf_counter()
    connection = HTTPConnection("127.0.0.1", server.port, timeout=60)
    headers = {"Content-Type": "application/x-www-form-urlencoded"} if body else {}
    connection.request(
        method, path, body or None, headers | ({"Cookie": cookie} if cookie else {})
    )
    answer = connection.getresponse()
    answer.read()
    given = re.match(r"[^;]+", answer.headers.get("Set-Cookie", ""))
    connection.close()
    took = (time.perf_counter() - begun) * 1000
    return answer.status, given.group() if given else "", took


def _question() -> tuple[str, UUID, UUID]:
    """A new workshop of the made-up programme with one vote from 0 to 10 put to it."""
    from django.utils import timezone

    from kinfold.platform.tenancy import as_viewer
    from kinfold.workshops import actions
    from kinfold.world.staffing import programme_member
    from kinfold_core.access import Role

    lead = programme_member(Role.PROGRAMME_LEAD)
    [programme_id] = lead.programme_ids
    with as_viewer(lead):
        row = actions.plan_workshop(
            programme_id=programme_id,
            title="A room of telephones (made up)",
            held_on=timezone.localdate(),
            place="",
            by=lead,
        )
        details = actions.ItemDetails(1, "scale", "How sure?", "", 5, [], "Not", "Very")
        item = actions.add_item(workshop_id=row.pk, details=details, by=lead)
        actions.open_workshop(workshop_id=row.pk, by=lead)
        actions.open_item(workshop_id=row.pk, item_id=item.pk, by=lead)
    return row.code, row.pk, item.pk


def _counted(workshop_id: UUID) -> int:
    from kinfold.platform.tenancy import as_viewer
    from kinfold.workshops import selectors
    from kinfold.world.staffing import programme_member
    from kinfold_core.access import Role

    lead = programme_member(Role.PROGRAMME_LEAD)
    with as_viewer(lead):
        return sum(one.tally.votes for one in selectors.shown(lead, workshop_id).items)


def _facilitator() -> str:
    """The cookie of the made-up programme's lead, signed in as sign-in leaves it."""
    from django.conf import settings
    from django.contrib.auth import get_user_model
    from django.test import Client

    from kinfold.platform.places import Place
    from kinfold.world.staffing import programme_member
    from kinfold_core.access import Role

    lead = programme_member(Role.PROGRAMME_LEAD)
    client = Client()
    client.force_login(
        get_user_model().objects.get(pk=lead.user_id),
        backend=settings.AUTHENTICATION_BACKENDS[0],
    )
    session = client.session
    Place(programme_id=next(iter(lead.programme_ids))).keep_in(session)
    session.save()
    return f"{settings.SESSION_COOKIE_NAME}={session.session_key}"


def _watch(
    server: Server,
    workshop_id: UUID,
    cookie: str,
    phones: int,
    last: _Last,
    seen: list[float],
) -> None:
    """Ask for the facilitator's page every two seconds, as it does itself, until every
    vote is on it; how long after the last vote that was."""
    path = f"/programme/workshops/{workshop_id}/live/"
    told = f"{phones} telephones have joined"
    while not seen:
        connection = HTTPConnection("127.0.0.1", server.port, timeout=60)
        connection.request("GET", path, headers={"Cookie": cookie})
        answer = connection.getresponse()
        words = answer.read().decode()
        connection.close()
        if answer.status != HTTPStatus.OK:
            raise RuntimeError(f"{path} answered {answer.status}")
        if told in words:
            seen.append((time.perf_counter() - last.at) * 1000)
        elif last.is_over and time.perf_counter() - last.at > 30:
            return
        else:
            time.sleep(2)


def _percentile(of: list[float], part: float) -> float:
    ranked = sorted(of)
    if not ranked:
        return float("inf")
    return round(ranked[min(len(ranked) - 1, int(part * len(ranked)))], 1)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
