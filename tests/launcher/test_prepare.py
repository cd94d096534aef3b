"""What a start does, what it skips, and how it comes back from being cut short."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest

from kinfold_launcher import databases, prepare
from kinfold_launcher.application import Application
from kinfold_launcher.marks import Marks, read_marks, set_marks
from kinfold_launcher.places import Home
from kinfold_launcher.server import Server, ready_server
from kinfold_launcher.sql import run_sql
from kinfold_launcher.words import Problem

pytestmark = pytest.mark.slow


@dataclass(frozen=True)
class Recorder(Application):
    """An application whose commands are noted, and fail when told to."""

    called: list[str] = field(default_factory=list)
    failing: list[str] = field(default_factory=list)

    def must(self, *words: str, doing: str) -> None:
        self.called.append(words[0])
        if words[0] in self.failing:
            raise Problem(f"{doing} failed")
        if words[0] == "collectstatic":
            (self.home.path / "static").mkdir(exist_ok=True)


@pytest.fixture
def application(made_home: Home, monkeypatch: pytest.MonkeyPatch) -> Iterator[Recorder]:
    monkeypatch.setattr(prepare, "has_command", lambda _: True)
    server = ready_server(made_home, {})
    yield Recorder(made_home, server, {})
    assert server.cluster is not None
    server.cluster.stop()


def again(application: Recorder, *, wants_demo: bool = True) -> list[str]:
    application.called.clear()
    prepare.prepare(application, wants_demo=wants_demo)
    return list(application.called)


def test_the_first_start_does_everything_and_the_second_nothing(
    application: Recorder,
) -> None:
    everything = ["migrate", "collectstatic", "england_load", "world"]
    assert again(application) == everything
    assert read_marks(application.server).demo == "done"
    assert again(application) == []


def test_what_changed_is_done_again_and_nothing_else(
    application: Recorder, monkeypatch: pytest.MonkeyPatch
) -> None:
    again(application)
    monkeypatch.setattr(prepare, "schema_fingerprint", lambda: "a newer model")
    assert again(application) == ["migrate"]
    monkeypatch.setattr(prepare, "static_fingerprint", lambda: "a newer style sheet")
    assert again(application) == ["collectstatic"]


def test_a_world_cut_short_is_begun_again_on_an_empty_database(
    application: Recorder, capsys: pytest.CaptureFixture[str]
) -> None:
    application.failing.append("world")
    with pytest.raises(Problem, match="Loading the demo failed"):
        again(application)
    run_sql(application.server.migrate, "CREATE TABLE half (a int);")
    application.failing.clear()
    assert again(application) == ["migrate", "england_load", "world"]
    assert "beginning again" in capsys.readouterr().out
    assert databases.is_empty(application.server.migrate, for_real_server=False)
    assert read_marks(application.server).demo == "done"


def test_a_failed_migration_is_tried_again(application: Recorder) -> None:
    application.failing.append("migrate")
    with pytest.raises(Problem):
        again(application)
    application.failing.clear()
    assert again(application)[0] == "migrate"


def test_an_empty_installation_never_gets_a_demo_later(application: Recorder) -> None:
    assert "world" not in again(application, wants_demo=False)
    assert again(application) == []
    assert read_marks(application.server).demo == "none"


def test_marks_are_the_databases_own(application: Recorder) -> None:
    server: Server = application.server
    set_marks(server, schema="a'b\\", demo="done")
    assert read_marks(server) == Marks("a'b\\", "done")
    prepare.empty_database(application)
    assert read_marks(server) == Marks()
    for comment in ("somebody's own words", "[1]", "{}"):
        run_sql(server.migrate, f"COMMENT ON DATABASE kinfold IS $${comment}$$;")
        assert read_marks(server) == Marks()
