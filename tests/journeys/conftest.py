"""A real server on a copy of the made-up world, and a real browser in front of it."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.made_up import copy_of, environment_on, manage

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
def server(
    journeys_database: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """The address of granian serving the application, as `./kinfold up` runs it."""
    home = tmp_path_factory.mktemp("home")
    environment = {
        **environment_on(journeys_database),
        "KINFOLD_HOME": str(home),
        "DJANGO_SETTINGS_MODULE": "kinfold.config.settings.demo",
    }
    os.environ["KINFOLD_HOME"], usual = str(home), os.environ.get("KINFOLD_HOME", "")
    manage(journeys_database, "collectstatic", "--noinput", settings="demo")
    os.environ["KINFOLD_HOME"] = usual
    port = _free_port()
    log = (home / "server.log").open("wb")
    process = subprocess.Popen(
        [
            str(Path(sys.executable).with_name("granian")), "--interface", "wsgi",
            "--host", "127.0.0.1", "--port", str(port), "--workers", "1",
            "--blocking-threads", "4", "kinfold.config.wsgi:application",
        ],
        env=environment,
        stdout=log,
        stderr=subprocess.STDOUT,
    )  # fmt: skip
    worker = subprocess.Popen(
        [sys.executable, "-m", "kinfold.manage", "work"],
        env=environment,
        stdout=log,
        stderr=subprocess.STDOUT,
    )
    try:
        _wait(port, process, home / "server.log")
        yield f"http://localhost:{port}"
    finally:
        for one in (process, worker):
            one.terminate()
            one.wait(20)
        log.close()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _wait(port: int, process: subprocess.Popen[bytes], log: Path) -> None:
    for _ in range(300):
        if process.poll() is not None:
            pytest.fail(f"the server ended: {log.read_text()[-2000:]}")
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    pytest.fail("the server did not answer within 30 seconds")


@pytest.fixture(scope="session")
def browser(server: str) -> Iterator[Browser]:
    """Started after the server, whose database is made without a running loop."""
    path = shutil.which("chromium")
    if path is None:
        pytest.fail("Debian's chromium is missing: ./kinfold test installs it")
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
    context.set_default_timeout(10_000)
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()
