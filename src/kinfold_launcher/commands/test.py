"""`./kinfold test`: the whole suite, with every need installed by itself."""

from __future__ import annotations

import os
from collections.abc import Mapping
from functools import partial
from time import monotonic

from kinfold_launcher import machine
from kinfold_launcher.checks import check_steps, quietly
from kinfold_launcher.environment import SPARK_LOCK, ensure_environment, install
from kinfold_launcher.places import CHECKOUT, PYTHON, Home
from kinfold_launcher.server import Server, child_environment
from kinfold_launcher.steps import Step, run_steps, sum_up
from kinfold_launcher.tests_server import one_suite, tests_server
from kinfold_launcher.words import say, seconds

JOURNEYS = CHECKOUT / "tests" / "journeys"
RULES = tuple(CHECKOUT / "tests" / of for of in ("domain", "measures", "evaluation"))
ON_SPARK = CHECKOUT / "tests" / "measures" / "language" / "test_spark.py"
EVERY_BRANCH = CHECKOUT / "tests" / "every_branch.toml"
NO_TESTS_FOUND = 5
SLOWEST = "--durations=25"  # where the time of a step goes


def run(arguments: list[str]) -> int:
    """Everything; or only pytest, when given a path or any of pytest's own options.

    `--prepare` installs what the suite needs and runs nothing; `--spark` installs
    Spark too and runs the tests that need it.
    """
    began = monotonic()
    ensure_environment(for_tests=True)
    is_whole = not arguments
    if arguments == ["--prepare"]:
        machine.ensure_browser()
        return 0
    if arguments == ["--spark"]:
        machine.ensure_java()
        install(CHECKOUT / SPARK_LOCK)
        arguments = [str(ON_SPARK), "-rs"]
    with tests_server(os.environ) as (home, server), one_suite(home):
        environment = test_environment(home, server)
        if is_whole:
            say(f"Ready to test in {seconds(monotonic() - began)}")
            told = home.run / "told.txt"
            told.write_text("", encoding="utf-8")
            steps = _whole_suite({**environment, "KINFOLD_TOLD": str(told)})
            code = sum_up(run_steps(steps))
            # what the tests that passed have proved, in their own count (tests/told.py)
            say(told.read_text(encoding="utf-8").rstrip())
            return code
        if any(_names_journeys(word) for word in arguments):
            return _journeys(environment, *arguments)
        return _pytest(environment, *arguments)


def test_environment(home: Home, server: Server) -> dict[str, str]:
    """What the suite runs with: its own server and data folder, never the demo's."""
    settings = {"DJANGO_SETTINGS_MODULE": "kinfold.config.settings.test"}
    # There is a worker a processor already. Small matrices that are multiplied by
    # several threads in each of them take five times as long.
    one_thread = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    return {**child_environment(home, server, os.environ), **settings, **one_thread}


def _names_journeys(word: str) -> bool:
    """Is this a path to journeys? Not an option that leaves them out."""
    return not word.startswith("-") and "tests/journeys" in word


def _whole_suite(environment: Mapping[str, str]) -> list[Step]:
    # these run in steps of their own
    apart = [f"--ignore={folder}" for folder in (JOURNEYS, *RULES)]
    # quick and slow in one: to find all the tests, and to wait at the end for whoever
    # is still at one, takes a minute each time
    every = ("-m", "not journey and not bench", SLOWEST, *_at_once(), *apart)
    steps = [
        *check_steps(environment),
        Step("every branch of the rules", partial(_rules, environment)),
        Step("quick and slow tests", partial(_pytest, environment, *every)),
    ]
    if JOURNEYS.is_dir():
        steps.append(Step("journeys in a browser", partial(_journeys, environment)))
    return steps


def _rules(environment: Mapping[str, str]) -> int:
    """The tests of the rules, which fail too when they leave a line or a turn out."""
    held = ("--cov", f"--cov-config={EVERY_BRANCH}", SLOWEST)
    return _pytest(environment, *map(str, RULES), *held, *_at_once())


def _at_once() -> list[str]:
    """pytest's words for as many workers as there are processors, up to four.

    Each has a database, a world and a server of its own. More would wait for the one
    PostgreSQL server. Whoever has no test left takes half of another's.
    """
    workers = min(4, len(os.sched_getaffinity(0)))
    return ["-n", str(workers), "--dist", "worksteal"] if workers > 1 else []


def _journeys(environment: Mapping[str, str], *arguments: str) -> int:
    # Only here: a machine where the browser may not be installed runs all the rest.
    machine.ensure_browser()
    # Playwright keeps an event loop in the thread that also asks the database.
    settings = {**environment, "DJANGO_ALLOW_ASYNC_UNSAFE": "true"}
    all_of_them = (str(JOURNEYS), SLOWEST, *_at_once())
    return _pytest(settings, *(arguments or all_of_them))


def _pytest(environment: Mapping[str, str], *arguments: str) -> int:
    command = [str(PYTHON), "-m", "pytest", *arguments]
    browser = str(machine.browser() or "")
    code = quietly(command, {**environment, "KINFOLD_BROWSER": browser})
    if code == NO_TESTS_FOUND:
        say("No test was found for that.")
    return code
