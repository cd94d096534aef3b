"""The doctor sees what is wrong, says how to mend it, and fails only on faults."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

import pytest

from kinfold_launcher import examine_database, examine_machine
from kinfold_launcher.findings import Finding, Level, examine, fail, ok, report, warn
from kinfold_launcher.places import Home
from kinfold_launcher.server import Server, prepare_home, ready_server
from kinfold_launcher.sql import run_sql
from kinfold_launcher.steps import Step, run_steps, sum_up
from kinfold_launcher.words import Problem


class DiskUsage(NamedTuple):
    total: int
    used: int
    free: int


def only(findings: list[Finding]) -> Finding:
    assert len(findings) == 1
    return findings[0]


def test_faults_fail_the_command_and_doubts_do_not(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert report([ok("a", "fine"), warn("b", "hm", "Think")]) == 0
    assert report([ok("a", "fine"), fail("b", "broken", "Mend it")]) == 1
    said = capsys.readouterr().out
    assert "-> Mend it" in said
    assert "1 to mend, 0 to think about, of 2" in said


def test_an_examination_that_breaks_is_itself_a_finding() -> None:
    def broken() -> list[Finding]:
        raise Problem("No server.", "Start one.")

    assert only(examine("server", broken)) == fail("server", "No server.", "Start one.")


@pytest.mark.parametrize(
    ("free", "level"),
    [(10**12, Level.OK), (2 * 10**9, Level.WARN), (10**8, Level.FAIL)],
)
def test_disk(
    home: Home, monkeypatch: pytest.MonkeyPatch, free: int, level: Level
) -> None:
    usage = DiskUsage(10**12, 0, free)
    monkeypatch.setattr(examine_machine.shutil, "disk_usage", lambda _: usage)
    assert only(list(examine_machine.disk(home))).level is level


def test_an_open_file_is_named_with_the_command_that_closes_it(home: Home) -> None:
    prepare_home(home)
    home.secrets.write_text("{}")
    home.secrets.chmod(0o644)
    finding = only(list(examine_machine.modes(home)))
    assert finding.level is Level.FAIL
    assert finding.mend == f"Type: chmod 600 {home.secrets}"
    home.secrets.chmod(0o600)
    assert only(list(examine_machine.modes(home))).level is Level.OK


@pytest.mark.parametrize(
    ("age_days", "is_demo", "level"),
    [
        (0, False, Level.OK),
        (3, False, Level.WARN),
        (3, True, Level.OK),
        (None, False, Level.WARN),
        (None, True, Level.OK),
    ],
)
def test_backups_matter_when_the_records_are_real(
    home: Home, age_days: int | None, is_demo: bool, level: Level
) -> None:
    home.backups.mkdir(parents=True)
    if age_days is not None:
        made_at = datetime.now(tz=UTC) - timedelta(days=age_days)
        text = json.dumps({"made_at": made_at.isoformat()})
        (home.backups / "last.json").write_text(text)
    found = list(examine_machine.backups(home, is_demo=is_demo))
    assert only(found).level is level


def test_the_machine_is_examined_without_a_database(home: Home) -> None:
    for look in (
        examine_machine.python_version,
        examine_machine.who_we_are,
        examine_machine.memory,
        examine_machine.locale,
        examine_machine.clock,
        examine_machine.browser,
    ):
        assert only(list(look())).seen
    assert "not running" in only(list(examine_machine.service(home, 8000))).seen


@pytest.mark.slow
def test_the_embedded_servers_patch_level_is_a_doubt_not_a_fault(
    shared: tuple[Home, Server], monkeypatch: pytest.MonkeyPatch
) -> None:
    _, server = shared
    monkeypatch.setattr(examine_database, "NEWEST_MINOR", {18: 99})
    assert only(list(examine_database.version(server))).level is Level.WARN
    monkeypatch.setattr(examine_database, "NEWEST_MINOR", {18: 0})
    assert only(list(examine_database.version(server))).level is Level.OK
    monkeypatch.setattr(examine_database, "NEWEST_MINOR", {})
    assert only(list(examine_database.version(server))).level is Level.WARN


@pytest.mark.slow
@pytest.mark.parametrize(
    ("sql", "told"),
    [
        ("ALTER ROLE kinfold_app BYPASSRLS", "passes row security"),
        ("ALTER ROLE kinfold_app SUPERUSER", "superuser"),
        ("ALTER ROLE kinfold_app CREATEDB", "makes databases"),
        ("GRANT kinfold_migrate TO kinfold_app", "is a member of 1 other roles"),
        ("GRANT CREATE ON DATABASE kinfold TO kinfold_app", "may create things"),
        ("CREATE TABLE t (); ALTER TABLE t OWNER TO kinfold_app", "owns 1 things"),
    ],
)
def test_an_application_role_with_too_much_is_a_fault(
    made_home: Home, sql: str, told: str
) -> None:
    server = ready_server(made_home, {})
    assert server.cluster is not None
    assert server.admin is not None
    assert only(list(examine_database.roles(server))).level is Level.OK
    run_sql(server.admin.to("kinfold"), f"{_without_circle(sql)};")
    finding = only(list(examine_database.roles(server)))
    assert finding.level is Level.FAIL
    assert told in finding.seen
    server.cluster.stop()


def _without_circle(sql: str) -> str:
    # migrate is a member of app for the test suite; roles cannot hold each other
    if sql.startswith("GRANT kinfold_migrate"):
        return f"REVOKE kinfold_app FROM kinfold_migrate; {sql}"
    return sql


def test_every_step_runs_and_one_failure_fails_the_whole(
    capsys: pytest.CaptureFixture[str],
) -> None:
    def explain() -> int:
        raise Problem("No browser.")

    outcomes = run_steps(
        [Step("one", lambda: 3), Step("two", explain), Step("three", lambda: 0)]
    )
    assert [outcome.code for outcome in outcomes] == [3, 1, 0]
    assert sum_up(outcomes) == 1
    said = capsys.readouterr().out
    assert "1 of 3 steps passed" in said
    assert "No browser." in said
    assert sum_up(outcomes[2:]) == 0
