"""The embedded server: started once, closed to others, and back after any crash."""

from __future__ import annotations

import os
import shutil
import signal
import stat
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import pytest

from kinfold_launcher import cluster as cluster_module
from kinfold_launcher import processes
from kinfold_launcher import server as server_module
from kinfold_launcher.cluster import OWNER, Cluster
from kinfold_launcher.login import Login
from kinfold_launcher.os_user import reachable_programs
from kinfold_launcher.passwords import load_passwords
from kinfold_launcher.places import CHECKOUT, Home
from kinfold_launcher.programs import wheel_programs
from kinfold_launcher.roles import standing
from kinfold_launcher.server import Server, embedded_cluster, ready_server
from kinfold_launcher.sql import SqlFailed, run_sql
from kinfold_launcher.upgrade import upgrade
from kinfold_launcher.words import Problem

pytestmark = pytest.mark.slow
Shared = tuple[Home, Server]


class DiskUsage(NamedTuple):
    total: int
    used: int
    free: int


def of(server: Server) -> Cluster:
    assert server.cluster is not None
    return server.cluster


def test_the_three_roles_are_what_the_fences_rely_on(shared: Shared) -> None:
    _, server = shared
    rows = run_sql(
        server.migrate,
        "SELECT rolname, rolsuper, rolbypassrls, rolcreatedb, rolcreaterole"
        " FROM pg_roles WHERE rolname LIKE 'kinfold%' ORDER BY 1;",
    )
    assert rows == [
        ["kinfold_app", "f", "f", "f", "f"],
        ["kinfold_migrate", "f", "t", "t", "f"],
        ["kinfold_owner", "t", "t", "t", "t"],
    ]


def test_the_application_owns_nothing_and_may_make_nothing(shared: Shared) -> None:
    _, server = shared
    for sql in (
        "CREATE TABLE mine (a int);",
        "CREATE SCHEMA mine;",
        "CREATE DATABASE mine;",
        "CREATE ROLE mine;",
        "SET ROLE kinfold_migrate;",
        "ALTER ROLE kinfold_app BYPASSRLS;",
        "CREATE TEMP TABLE mine (a int);",
    ):
        with pytest.raises(SqlFailed, match="permission denied"):
            run_sql(server.app, sql)


@pytest.mark.parametrize("password", ["", "wrong"])
def test_no_password_or_a_wrong_one_is_refused(shared: Shared, password: str) -> None:
    _, server = shared
    for user in ("kinfold_app", "kinfold_migrate", OWNER):
        with pytest.raises(SqlFailed, match=r"password|fe_sendauth"):
            run_sql(server.app.as_user(user, password), "SELECT 1;")


def test_nothing_listens_on_the_network_and_no_folder_is_open(shared: Shared) -> None:
    _, server = shared
    assert run_sql(server.app, "SHOW listen_addresses;") == [[""]]
    assert stat.S_IMODE(of(server).socket.stat().st_mode) == 0o700
    assert stat.S_IMODE(of(server).data.stat().st_mode) == 0o700


def test_passwords_are_in_no_log_and_no_list_of_processes(shared: Shared) -> None:
    home, server = shared
    kept = load_passwords(home.secrets)
    assert kept is not None
    told = of(server).log.read_text() + "".join(
        processes.command_of(pid) for pid in processes.all_pids()
    )
    for secret in (kept.owner, kept.migrate, kept.app, kept.secret_key):
        assert secret not in told


def test_an_error_does_not_copy_a_record_into_the_log(shared: Shared) -> None:
    _, server = shared
    sql = (
        "CREATE TABLE child (name text PRIMARY KEY);"
        " INSERT INTO child VALUES ('Elsie Marlow');"
    )
    run_sql(server.migrate, sql)
    with pytest.raises(SqlFailed):
        run_sql(server.migrate, "INSERT INTO child VALUES ('Elsie Marlow');")
    run_sql(server.migrate, "DROP TABLE child;")
    told = of(server).log.read_text()
    assert "duplicate key" in told
    assert "Elsie" not in told


def test_a_second_start_finds_the_first(shared: Shared) -> None:
    home, server = shared
    again = ready_server(home, {})
    assert again.cluster is not None
    assert not again.was_started
    assert again.app == server.app


@pytest.fixture
def started(made_home: Home) -> Iterator[tuple[Home, Server]]:
    home = made_home
    server = ready_server(home, {})
    yield home, server
    of(server).stop()


def test_kill_nine_loses_nothing_that_was_acknowledged(made_home: Home) -> None:
    home = Home(made_home.path)  # with the settings of real use, not the tests'
    server = ready_server(home, {})
    cluster = of(server)
    run_sql(server.migrate, "CREATE TABLE kept (n int);")
    for number in range(20):
        run_sql(server.migrate, f"INSERT INTO kept VALUES ({number});")
    running = cluster.postmaster()
    assert running is not None
    os.kill(running.pid, signal.SIGKILL)
    again = ready_server(home, {})
    assert again.was_started
    assert run_sql(again.migrate, "SELECT count(*) FROM kept;") == [["20"]]


def test_a_stale_pid_file_with_a_strangers_pid_is_put_aside(started: Shared) -> None:
    """PostgreSQL itself refuses to start when that pid is alive and is another's."""
    home, server = started
    cluster = of(server)
    cluster.stop()
    stale = cluster.data / "postmaster.pid"
    stale.write_text(f"{os.getppid()}\n{cluster.data}\n1\n5432\n")
    assert cluster.postmaster() is None
    assert ready_server(home, {}).was_started


def test_secrets_that_were_lost_are_replaced_and_the_data_kept(
    started: Shared, capsys: pytest.CaptureFixture[str]
) -> None:
    home, server = started
    run_sql(server.migrate, "CREATE TABLE kept AS SELECT 7 AS n;")
    home.secrets.unlink()
    again = ready_server(home, {})
    assert again.app.password != server.app.password
    assert run_sql(again.migrate, "SELECT n FROM kept;") == [["7"]]
    assert "giving it the new passwords" in capsys.readouterr().out
    with pytest.raises(SqlFailed, match="authentication failed"):
        run_sql(server.app, "SELECT 1;")


def test_a_role_that_was_given_too_much_is_put_right(started: Shared) -> None:
    home, server = started
    assert server.admin is not None
    run_sql(server.admin, "ALTER ROLE kinfold_app BYPASSRLS CREATEDB;")
    again = ready_server(home, {})
    assert again.admin is not None
    assert standing(again.admin, "kinfold", for_real_server=False).has_roles


def test_a_half_made_data_folder_is_made_again(home: Home) -> None:
    folder = home.server / "data"
    folder.mkdir(parents=True)
    (folder / "base").mkdir()
    server = ready_server(home, {})
    assert run_sql(server.app, "SELECT 1;") == [["1"]]


def test_a_long_path_gets_a_short_private_socket(home: Home) -> None:
    long = Home(home.path.parent / ("long" * 20) / "home", is_test=True)
    server = ready_server(long, {})
    cluster = of(server)
    try:
        assert len(os.fsencode(cluster.socket / ".s.PGSQL.5432")) <= 103
        assert stat.S_IMODE(cluster.socket.stat().st_mode) == 0o700
        assert run_sql(server.app, "SELECT 1;") == [["1"]]
    finally:
        cluster.stop()
        if not cluster.socket.is_relative_to(long.path):
            shutil.rmtree(cluster.socket)


def test_data_of_an_unknown_version_is_explained_and_left_alone(home: Home) -> None:
    data = home.server / "data"
    data.mkdir(parents=True)
    (data / "PG_VERSION").write_text("97\n")
    with pytest.raises(Problem, match=r"made by PostgreSQL 97") as problem:
        embedded_cluster(home)
    assert "Nothing was touched" in str(problem.value)
    assert (data / "PG_VERSION").read_text() == "97\n"
    shutil.rmtree(data)


def test_a_full_disk_is_said_before_anything_is_written(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = DiskUsage(10**12, 10**12, 5_000_000)
    monkeypatch.setattr(cluster_module.shutil, "disk_usage", lambda _: usage)
    with pytest.raises(Problem, match="Too little disk: 5.0 MB free"):
        ready_server(home, {})
    assert not (home.server / "data").exists()


def test_a_start_that_fails_shows_the_servers_own_words(started: Shared) -> None:
    home, server = started
    cluster = of(server)
    cluster.stop()
    config = cluster.data / "postgresql.conf"
    whole = config.read_text()
    config.write_text(f"{whole}\nmax_connections = lots\n")
    with pytest.raises(Problem, match="did not start") as problem:
        ready_server(home, {})
    assert "max_connections" in str(problem.value)
    assert str(cluster.log) in str(problem.value)
    config.write_text(whole)
    assert ready_server(home, {}).was_started


def test_five_starts_at_once_make_one_server(home: Home) -> None:
    door = [sys.executable, str(CHECKOUT / "src/kinfold_launcher/__main__.py"), "env"]
    environment = {
        **{k: v for k, v in os.environ.items() if not k.startswith("KINFOLD_")},
        "KINFOLD_TEST_HOME": str(home.path),
    }
    starts = [
        subprocess.Popen([*door, "--test"], env=environment, stdout=subprocess.PIPE)
        for _ in range(5)
    ]
    said = {start.communicate()[0] for start in starts}
    assert [start.returncode for start in starts] == [0] * 5
    assert len(said) == 1
    assert said.pop().count(b"export ") == 5
    assert len(processes.working_in(home.server / "data")) > 1


def test_a_socket_folder_someone_else_made_is_never_used(
    tmp_path: Path,
) -> None:
    trap = tmp_path / "trap"
    trap.symlink_to(tmp_path)
    with pytest.raises(Problem, match="made by someone else"):
        server_module._refuse_a_trap(trap, None)


def test_an_older_major_version_is_upgraded_in_a_copy(
    home: Home, capsys: pytest.CaptureFixture[str]
) -> None:
    found = wheel_programs()
    if len(found) < 2:
        pytest.skip("the wheel carries one major version only")
    server = ready_server(home, {})
    new = of(server)
    kept = load_passwords(home.secrets)
    assert kept is not None
    new.stop()
    programs = reachable_programs(found[min(found)], new.user)
    old = replace(new, programs=programs)
    shutil.rmtree(new.data)
    old.make(kept.owner)
    old.start()
    admin = Login(OWNER, kept.owner, "postgres", str(old.socket))
    run_sql(admin, "CREATE TABLE before AS SELECT generate_series(1, 1000) AS n;")
    old.stop()
    assert embedded_cluster(home).major == min(found)
    assert "./kinfold upgrade-database" in capsys.readouterr().out
    before = upgrade(old, found[max(found)], kept)
    assert before.is_dir()
    assert ready_server(home, {}).was_started
    assert embedded_cluster(home).major == max(found)
    assert run_sql(admin, "SELECT sum(n) FROM before;") == [["500500"]]
