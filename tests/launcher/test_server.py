"""Which server is used, and what the application is told of it."""

from __future__ import annotations

import pytest

from kinfold_launcher.places import Home
from kinfold_launcher.server import (
    Server,
    child_environment,
    given_server,
    ready_server,
    wants_demo,
)
from kinfold_launcher.sql import run_sql
from kinfold_launcher.words import Problem

GIVEN = {
    "KINFOLD_APP_DATABASE_URL": "postgresql://kinfold_app:a@db/k",
    "KINFOLD_MIGRATE_DATABASE_URL": "postgresql://kinfold_migrate:b@db/k",
    "KINFOLD_SECRET_KEY": "key",
}


def test_a_production_environment_is_used_as_it_is() -> None:
    server = given_server(GIVEN)
    assert server is not None
    assert (server.kind, server.app.password, server.secret_key) == (
        "given",
        "a",
        "key",
    )
    assert server.admin is None
    assert not wants_demo(GIVEN)


@pytest.mark.parametrize("missing", list(GIVEN))
def test_half_a_production_environment_is_refused_by_name(missing: str) -> None:
    half = {name: value for name, value in GIVEN.items() if name != missing}
    with pytest.raises(Problem, match=missing.replace("_URL", "_URL")) as problem:
        given_server(half)
    assert "postgresql://" not in str(problem.value)


def test_a_shell_set_up_for_the_tests_is_no_production_environment() -> None:
    assert given_server({**GIVEN, "KINFOLD_ENV_OF": "test"}) is None
    assert given_server(GIVEN, is_test=True) is None


@pytest.mark.parametrize(
    ("environment", "is_demo"),
    [
        ({}, True),
        ({"KINFOLD_DEMO": "0"}, False),
        ({"KINFOLD_DEMO": "1"}, True),
        (GIVEN, False),
        ({**GIVEN, "KINFOLD_DEMO": "1"}, True),
    ],
)
def test_made_up_families_are_for_demos(
    environment: dict[str, str], is_demo: bool
) -> None:
    assert wants_demo(environment) is is_demo


@pytest.mark.slow
def test_the_application_is_told_two_logins_and_not_the_administrators(
    shared: tuple[Home, Server],
) -> None:
    home, server = shared
    demo = Home(home.path)
    told = child_environment(demo, server, {"DATABASE_URL": "x", "PATH": "/bin"})
    assert told["KINFOLD_APP_DATABASE_URL"].startswith("postgresql://kinfold_app:")
    assert told["KINFOLD_HOME"] == str(home.path)
    assert told["DJANGO_SETTINGS_MODULE"] == "kinfold.config.settings.demo"
    assert told["KINFOLD_DEMO"] == "1"
    assert "DATABASE_URL" not in told
    assert server.admin is not None
    assert server.admin.password not in "".join(told.values())


@pytest.mark.slow
def test_a_server_of_ones_own_replaces_the_embedded_one(
    home: Home, shared: tuple[Home, Server]
) -> None:
    """Its administrator is no superuser there, as on a managed service."""
    _, host = shared
    assert host.admin is not None
    run_sql(
        host.admin,
        "CREATE ROLE boss LOGIN CREATEDB CREATEROLE BYPASSRLS PASSWORD 'p w/d';"
        " GRANT kinfold_app, kinfold_migrate TO boss WITH ADMIN TRUE;",
    )
    url = host.admin.as_user("boss", "p w/d").to("other").url()
    server = ready_server(home, {"KINFOLD_TEST_DATABASE_URL": url})
    assert (server.kind, server.app.database) == ("external", "other")
    assert run_sql(server.app, "SELECT current_user;") == [["kinfold_app"]]
    assert run_sql(server.migrate, "CREATE TABLE t (); DROP TABLE t;") == []
    assert not (home.server / "data").exists()
    again = ready_server(home, {"KINFOLD_TEST_DATABASE_URL": url})
    assert again.app == server.app
    # the roles are the whole server's: give the other tests their passwords back
    run_sql(server.migrate.to("postgres"), "DROP DATABASE other;")
    ready_server(shared[0], {})


@pytest.mark.slow
def test_an_administrator_who_may_not_is_told_what_is_needed(
    home: Home, shared: tuple[Home, Server]
) -> None:
    _, host = shared
    assert host.admin is not None
    run_sql(host.admin, "CREATE ROLE clerk LOGIN PASSWORD 'p';")
    url = host.admin.as_user("clerk", "p").to("theirs").url()
    with pytest.raises(Problem, match="permission denied") as problem:
        ready_server(home, {"KINFOLD_TEST_DATABASE_URL": url})
    assert "BYPASSRLS" in str(problem.value)


@pytest.mark.slow
def test_a_server_that_does_not_answer_is_said_so(home: Home) -> None:
    url = "postgresql://boss:secret@127.0.0.1:1/kinfold"
    with pytest.raises(Problem, match="PostgreSQL says") as problem:
        ready_server(home, {"KINFOLD_TEST_DATABASE_URL": url})
    assert "secret" not in str(problem.value)
