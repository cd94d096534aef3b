"""Looking something up among 10,000 items of a knowledge bank. The words are made up.

Processor time of Python and of its PostgreSQL backend, each search by itself, so that
what else the machine does matters little. PostgreSQL uses one process for each search
here, so that none of its time is left out. Run as the owner of the tables, with
`KINFOLD_AS_OWNER=1`, this module makes the items.
"""

from __future__ import annotations

import logging
import os
import random
import subprocess
import sys
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from benchmarks.inside import backend_seconds

if TYPE_CHECKING:  # models are there once Django is set up
    from kinfold.platform.models import Programme
    from kinfold.platform.viewer import Viewer

ITEMS, SEARCHES = 10_000, 300
EMAIL, SLUG = "reader@benchmark.example", "a-bank-of-ten-thousand"
LINES = (
    "who rang first and who came to the last birthday",
    "a rule names a day a person and what they do",
    "ask both sides of the family before you need an answer",
    "write what nought and ten mean before you ask for a number",
    "the story of what happened made with parents and read with the network",
    "sit side by side with the record open and ask what the family would say",
    "a service says what must be in place and the family decides how",
    "a leader watches practice once a month and says what was good",
)
ASKED = (
    "birthday", "family network", '"both sides"', "rules -leader", "parents or carers",
    "grandmother", "watching practice", "story children", "nought ten", "bottom line",
)  # fmt: skip


def knowledge(searches: int = SEARCHES) -> dict[str, Any]:
    """The search alone, the page with it, and the empty page; p50 and p95, in ms."""
    from django.db import connection
    from django.urls import reverse

    from benchmarks.cast import cookie_client
    from benchmarks.programme_home import signed_in
    from kinfold.knowledge import selectors
    from kinfold.platform.tenancy import as_viewer

    logging.disable(logging.CRITICAL)
    owner = {**os.environ, "KINFOLD_AS_OWNER": "1"}
    made = [sys.executable, "-m", "benchmarks.programme_knowledge"]
    subprocess.run(made, check=True, env=owner)
    one = signed_in(EMAIL)
    client = cookie_client(one)
    home, empty = reverse("knowledge:home"), reverse("platform:empty")

    def page(path: str) -> None:
        if client.get(path).status_code != 200:
            raise RuntimeError(f"{path} was not answered; nothing measured")

    def search(words: str) -> None:
        with as_viewer(one.viewer):
            found = selectors.search(one.viewer, selectors.Asked(words=words), page=1)
        if words == "birthday" and not found.count:
            raise RuntimeError("Nothing was found; nothing measured")

    with connection.cursor() as cursor:
        cursor.execute("SET max_parallel_workers_per_gather = 0")
    asks: dict[str, Callable[[str], None]] = {
        "search": search,
        "page": lambda words: page(f"{home}?words={quote(words)}"),
        "page, misspelt": lambda words: page(f"{home}?words=brithdya{len(words)}"),
        "empty page": lambda words: page(empty),
    }
    return {"items": ITEMS} | {
        name: _costs(ask, searches if name != "page, misspelt" else searches // 10)
        for name, ask in asks.items()
    }


def _costs(ask: Callable[[str], None], count: int) -> dict[str, float]:
    for words in ASKED:  # templates, addresses and the connection stand ready
        ask(words)
    took = sorted(_cost(ask, ASKED[n % len(ASKED)]) for n in range(count))
    return {
        "cpu_p50_ms": round(took[count // 2], 1),
        "cpu_p95_ms": round(took[int(count * 0.95)], 1),
    }


def _cost(ask: Callable[[str], None], words: str) -> float:
    database, python = backend_seconds(), time.process_time()
    ask(words)
    spent = time.process_time() - python + backend_seconds() - database
    return spent * 1000


def make() -> None:
    """Once; a second run changes nothing."""
    from django.contrib.auth import get_user_model

    from kinfold.platform.models import Programme, ProgrammeMember
    from kinfold.platform.places import places_of, viewer_in
    from kinfold.platform.tenancy import as_viewer

    programme, is_new = Programme.objects.get_or_create(
        slug=SLUG, defaults={"name": "A bank (made up)", "starts_on": "2017-09-29"}
    )
    if not is_new:
        return
    user = get_user_model().objects.create(email=EMAIL, name="Reader of the benchmark")
    ProgrammeMember.objects.create(
        programme=programme, user=user, roles=["programme_lead"]
    )
    [place] = places_of(user.pk)
    lead = viewer_in(place, user_id=user.pk)
    with as_viewer(lead):
        _fill(lead, programme)


def _fill(lead: Viewer, programme: Programme) -> None:
    """Of some 200 words each; every fourth in a language of its own."""
    from django.db import connection

    from kinfold.knowledge.models import Item, Topic
    from kinfold.knowledge.searched import vector_of
    from kinfold.platform.models.said_by import said_by

    chance = random.Random(7)
    languages = ("en", "en", "en", "en", "en", "en", "fr", "pl")
    rows = Item.objects.bulk_create(
        (
            Item(
                programme=programme,
                **said_by(lead),
                kind=chance.choice(Item.Kind.values),
                title=f"{chance.choice(LINES).capitalize()}, {number}",
                summary=chance.choice(LINES),
                body="\n\n".join(chance.choices(LINES, k=20)),
                language=chance.choice(languages),
                rights="own",
                topics=[chance.choice(Topic.values)],
            )
            for number in range(ITEMS)
        ),
        batch_size=1_000,
    )
    for row in rows:
        Item.objects.filter(pk=row.pk).update(search=vector_of(row))
    with connection.cursor() as cursor:  # as the server does by itself, later
        cursor.execute("ANALYZE knowledge_item")


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kinfold.config.settings.demo")
    import django

    django.setup()
    make()
