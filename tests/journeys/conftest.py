"""A real server on a copy of the made-up world, and a real browser in front of it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.journeys.serving import Granian
from tests.journeys.steps import Child, Somebody
from tests.made_up import copy_of, environment_on, manage, on

CHROMIUM = [
    "--no-sandbox",  # the suite may run as root, where the sandbox refuses to start
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
PHONE = {"width": 390, "height": 844}
DESKTOP = {"width": 1280, "height": 900}
PATIENCE_MS = 60_000  # a busy machine is slow, and a page that never comes is rare
expect.set_options(timeout=PATIENCE_MS)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.journey)


@pytest.fixture(scope="session")
def journeys_database(world: str) -> Iterator[str]:
    with copy_of(world, "journeys") as name:
        yield name


@pytest.fixture(scope="session")
def served(
    journeys_database: str, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, str]:
    """What a process of the application needs to serve that database."""
    home = tmp_path_factory.mktemp("home")
    os.environ["KINFOLD_HOME"], usual = str(home), os.environ.get("KINFOLD_HOME", "")
    manage(journeys_database, "collectstatic", "--noinput", settings="demo")
    os.environ["KINFOLD_HOME"] = usual
    return {
        **environment_on(journeys_database),
        "KINFOLD_HOME": str(home),
        "DJANGO_SETTINGS_MODULE": "kinfold.config.settings.demo",
    }


@pytest.fixture(scope="session")
def server(served: dict[str, str]) -> Iterator[str]:
    """The address of a server that lives as long as the journeys, and its worker."""
    home = Path(served["KINFOLD_HOME"])
    granian = Granian(served, home / "server.log")
    with (home / "worker.log").open("wb") as log:
        worker = subprocess.Popen(
            [sys.executable, "-m", "kinfold.manage", "work"],
            env=served,
            stdout=log,
            stderr=subprocess.STDOUT,
        )
        try:
            granian.starts()
            yield granian.address
        finally:
            granian.stops()
            worker.terminate()
            worker.wait(20)


@pytest.fixture(scope="session")
def browser(server: str) -> Iterator[Browser]:
    """Started after the server, whose database is made without a running loop."""
    path = os.environ.get("KINFOLD_BROWSER")
    if not path:
        pytest.fail("There is no browser: ./kinfold test installs one")
    # Playwright keeps an event loop running in this thread for as long as it lives.
    # Django takes every test that comes after for asynchronous code, and refuses it.
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        browser = playwright.chromium.launch(executable_path=path, args=CHROMIUM)
        yield browser
        browser.close()


@pytest.fixture(params=[True, False], ids=["with-script", "without-script"])
def has_script(request: pytest.FixtureRequest) -> bool:
    """Every journey is walked twice: once with JavaScript, once without."""
    return bool(request.param)


@pytest.fixture
def context(
    browser: Browser, server: str, request: pytest.FixtureRequest
) -> Iterator[BrowserContext]:
    asked: dict[str, Any] = {"base_url": server, "viewport": DESKTOP}
    if "has_script" in request.fixturenames:
        asked["java_script_enabled"] = request.getfixturevalue("has_script")
    context = browser.new_context(**asked)
    context.set_default_timeout(PATIENCE_MS)
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()


@dataclass(frozen=True)
class KnownFamily:
    """A made-up family of Lincolnshire, as the database tells."""

    id: str
    name: str
    team: str
    held_by: str
    child: Child


@pytest.fixture(scope="session")
def known_families(journeys_database: str) -> list[KnownFamily]:
    """Open, unrestricted families of Lincolnshire with a child born on a known day.

    Of the world alone: other journeys add families of their own as they go.
    """
    with psycopg.connect(
        on("KINFOLD_MIGRATE_DATABASE_URL", journeys_database)
    ) as owner:
        rows = owner.execute(
            """
            SELECT DISTINCT ON (f.id) f.id, f.name, t.name, coalesce(w.name, ''),
                   p.given_names, p.family_name,
                   to_char(p.born_earliest_on, 'FMDD FMMonth YYYY')
            FROM records_family f
            JOIN platform_authority a ON a.id = f.authority_id
            JOIN records_allocation al ON al.family_id = f.id AND al.ended_on IS NULL
            JOIN platform_team t ON t.id = al.team_id
            LEFT JOIN platform_worker w ON w.id = al.worker_id
            JOIN records_familymember m ON m.family_id = f.id AND m.part = 'child'
            JOIN records_person p ON p.id = m.person_id
            WHERE a.slug = 'lincolnshire' AND f.closed_on IS NULL
              AND NOT f.is_restricted AND p.born_earliest_on = p.born_latest_on
              AND f.reference LIKE 'MADE-UP-%'
            ORDER BY f.id
            """
        ).fetchall()
    return [
        KnownFamily(str(pk), name, team, held_by, Child(given, family, born))
        for pk, name, team, held_by, given, family, born in rows
    ]


@pytest.fixture(scope="session")
def tickets() -> dict[str, Any]:
    """What a browser keeps of each sign-in: the door itself is walked elsewhere."""
    return {}


@pytest.fixture
def enter(
    browser: Browser,
    server: str,
    request: pytest.FixtureRequest,
    tickets: dict[str, Any],
) -> Iterator[Callable[[str], Somebody]]:
    """`enter("amina@...")`: somebody at a browser of their own, signed in."""
    asked: dict[str, Any] = {"base_url": server, "viewport": DESKTOP}
    if "has_script" in request.fixturenames:
        asked["java_script_enabled"] = request.getfixturevalue("has_script")
    opened: list[BrowserContext] = []

    def _enter(email: str) -> Somebody:
        somebody = _comes_in(browser, tickets, email, **asked)
        opened.append(somebody.page.context)
        return somebody

    yield _enter
    for context in opened:
        context.close()


@pytest.fixture(scope="session")
def window_of(
    browser: Browser, server: str, tickets: dict[str, Any]
) -> Callable[[str], Page]:
    """`window_of("amina@...")`: their page, on a desk and in the light.

    It stays open, for tests that leave nothing behind: to open one, and to fetch style
    and script anew, takes longer than to look at what is in it.
    """
    open_now: dict[str, Page] = {}

    def _window_of(email: str) -> Page:
        if email not in open_now:
            open_now[email] = _comes_in(
                browser, tickets, email, base_url=server, viewport=DESKTOP
            ).page
        page = open_now[email]
        page.set_viewport_size(DESKTOP)  # type: ignore[arg-type]
        page.emulate_media(color_scheme="light")
        return page

    return _window_of


def _comes_in(
    browser: Browser, tickets: dict[str, Any], email: str, **asked: Any
) -> Somebody:
    context = browser.new_context(**asked, storage_state=tickets.get(email))
    context.set_default_timeout(PATIENCE_MS)
    somebody = Somebody(context.new_page(), email)
    if email not in tickets:
        somebody.signs_in()
        tickets[email] = context.storage_state()
    return somebody
