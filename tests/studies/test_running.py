"""A run in the background: asked for once, watched, cancelled, never left hanging."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from kinfold.platform.models import ProgrammeMember
from kinfold.platform.tenancy import as_viewer
from kinfold.studies import reckoning
from kinfold.studies.jobs import do_run
from kinfold.studies.models import StudyLine, StudyRun
from kinfold.studies.panels import panel_of_file
from tests.factories.platform import as_owner
from tests.factories.studies import (
    evaluator,
    make_panel,
    make_study,
    panel_csv,
    run_of,
    worked,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def daniel():
    return evaluator()


@pytest.fixture
def study(daniel):
    return make_study(daniel, make_panel(daniel, panel_of_file(panel_csv())))


@pytest.fixture
def browser(daniel, sign_in):
    return sign_in(daniel)


@pytest.fixture
def design(study):
    return f"/evaluation/studies/{study}/"


def lines_of(by):
    with as_viewer(by):
        return list(StudyLine.objects.values_list("what", flat=True))


def change(by, **fields):
    with as_viewer(by):
        StudyRun.objects.filter(state="waiting").update(**fields)


def take_up(by, run):
    do_run(
        programme_id=run.programme_id,
        user_id=by.user_id,
        run_id=run.pk,
        is_stopping=lambda: False,
    )


def part_of(browser, design):
    return browser.get(design, headers={"HX-Request": "true"}).content.decode()


def test_two_who_begin_at_once_begin_one_run(daniel, browser, study, design):
    for _ in range(2):
        browser.post(f"{design}run/")
    with connection.cursor() as cursor:
        cursor.execute("SELECT args ->> 'run_id' FROM procrastinate_jobs")
        queued = cursor.fetchall()
    run = run_of(daniel, study)
    assert queued == [(str(run.pk),)]
    # past the action too: the database holds it
    with as_viewer(daniel), pytest.raises(IntegrityError), transaction.atomic():
        StudyRun.objects.create(programme_id=run.programme_id, line_id=run.line_id)


def test_its_page_asks_again_until_it_is_done(daniel, browser, study, design):
    browser.post(f"{design}run/")
    part = part_of(browser, design)
    assert "<html" not in part
    assert 'hx-trigger="every 2s"' in part
    assert f'<a href="{design}">Look again</a>' in part
    assert "Run it" not in part
    assert worked(daniel, study).state == "done"
    part = part_of(browser, design)
    assert "hx-trigger" not in part
    assert "Every analysis was run as promised." in part
    assert f'href="{design}results/"' in part
    assert worked(daniel, study).state == "done"  # taken up twice, it is run once
    assert sorted(lines_of(daniel)) == ["opened", "ran", "registered"]


@pytest.mark.parametrize("is_begun", [False, True])
def test_cancelled_it_keeps_nothing_and_can_be_begun_again(
    daniel, browser, study, design, monkeypatch, is_begun
):
    browser.post(f"{design}run/")
    if is_begun:  # somebody presses it while the worker waits for the numbers
        wait = reckoning._said_by
        asked = []

        def cancel_meanwhile(done):
            if asked:
                return wait(done)
            asked.append(browser.post(f"{design}run/cancel/"))
            return None

        monkeypatch.setattr(reckoning, "_said_by", cancel_meanwhile)
    else:
        browser.post(f"{design}run/cancel/")
    run = worked(daniel, study)
    assert (run.state, bool(run.began_at)) == ("cancelled", is_begun)
    assert "cancelled it. Nothing was kept." in part_of(browser, design)
    assert lines_of(daniel) == ["registered"]
    page = browser.post(f"{design}run/cancel/", follow=True).content.decode()
    assert "there was nothing to cancel" in page
    browser.post(f"{design}run/")
    assert run_of(daniel, study).pk != run.pk


def test_its_page_says_how_many_answers_are_there(
    daniel, browser, study, design, monkeypatch
):
    browser.post(f"{design}run/")
    wait = reckoning._said_by
    seen = []

    def look_meanwhile(done):
        seen.append(part_of(browser, design))
        return wait(done) if "Now: " in seen[-1] else None

    monkeypatch.setattr(reckoning, "_said_by", look_meanwhile)
    assert worked(daniel, study).state == "done"
    assert "Running every analysis" in seen[0]
    told = re.search(r"Now: again, ([^<]+)<.*?(\d) of (\d)", seen[-1], re.S)
    assert told is not None
    assert int(told[2]) < int(told[3])


def test_whoever_left_the_programme_runs_nothing(daniel, browser, study, design):
    browser.post(f"{design}run/")
    run, member = run_of(daniel, study), ProgrammeMember.objects.get()
    as_owner(lambda: ProgrammeMember.objects.filter(pk=member.pk).delete())
    take_up(daniel, run)
    as_owner(lambda: member.save(force_insert=True))
    assert run_of(daniel, study).state == "waiting"
    # still in it, and an evaluator no more
    as_owner(lambda: ProgrammeMember.objects.filter(pk=member.pk).update(roles=[]))
    take_up(daniel, run)
    run = run_of(daniel, study)
    assert (run.state, run.began_at) == ("stopped", None)
    assert "may no longer run it" in run.message
    assert lines_of(daniel) == ["registered"]


def test_one_whose_worker_stops_or_dies_is_told_as_stopped(
    daniel, browser, study, design, monkeypatch
):
    browser.post(f"{design}run/")
    with monkeypatch.context() as patched:
        patched.setattr(reckoning, "_said_by", lambda done: None)
        assert worked(daniel, study, is_stopping=True).state == "stopped"
    assert "The server stopped before it was done" in part_of(browser, design)
    browser.post(f"{design}run/")
    change(daniel, state="running", began_at=timezone.now())
    # the queue gives it to another worker only when the one that had it is dead
    assert worked(daniel, study).state == "stopped"
    assert lines_of(daniel) == ["registered"]


@pytest.mark.parametrize(
    ("state", "began", "asked"),
    [
        ("running", timedelta(minutes=6), timedelta(0)),
        ("waiting", None, timedelta(hours=2)),
    ],
)
def test_one_that_nobody_does_any_more_is_not_shown_as_running(
    daniel, browser, study, design, state, began, asked
):
    browser.post(f"{design}run/")
    now = timezone.now()
    change(
        daniel,
        state=state,
        began_at=began and now - began,
        asked_at=now - asked,
    )
    part = part_of(browser, design)
    assert "The server stopped before it was done" in part
    assert "hx-trigger" not in part
    lost = run_of(daniel, study)
    browser.post(f"{design}run/")
    again = run_of(daniel, study)
    assert again.is_under_way
    with as_viewer(daniel):
        lost.refresh_from_db()
    assert lost.state == "stopped"


def test_an_error_is_told_with_a_reference_and_one_too_long_by_its_reason(
    daniel, browser, study, design, monkeypatch
):
    browser.post(f"{design}run/")
    with monkeypatch.context() as patched:
        patched.setattr(reckoning, "LONGEST_RUN", timedelta(0))
        patched.setattr(reckoning, "_said_by", lambda done: None)
        assert "longer than four minutes" in worked(daniel, study).message
    browser.post(f"{design}run/")
    with monkeypatch.context() as patched:
        patched.setattr(reckoning, "_said_by", lambda done: ("no answer", ""))
        with pytest.raises(RuntimeError):
            worked(daniel, study)
    run = run_of(daniel, study)
    assert run.state == "stopped"
    assert "the reference" in run.message


def test_elsewhere_no_run_is_asked_for_or_cancelled(
    elsewhere, sign_in, daniel, browser, study, design
):
    browser.post(f"{design}run/")
    stranger = sign_in(elsewhere)
    for address in ("run/", "run/cancel/"):
        assert stranger.post(f"{design}{address}").status_code == 404
    assert run_of(daniel, study).state == "waiting"
    with as_viewer(elsewhere):
        assert not StudyRun.objects.exists()
