"""Jobs that run: tried again, cut off, and done by the worker."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection

from kinfold.platform.chain.jobs import verify_audit
from kinfold.platform.errors import NotFound
from kinfold.platform.jobs import (
    Job,
    JobRefused,
    Progress,
    actions,
    enqueue,
    selectors,
)
from kinfold.platform.jobs.progress import Stopped
from kinfold.platform.jobs.run import Busy, Final, perform
from kinfold.platform.models import JobRun, Team, Worker
from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer
from kinfold_core.access import Role
from tests.platform.test_jobs import (
    _bodies,
    body_job,
    make_team_job,
    worker_environment,
)


@pytest.mark.slow
class TestPerform:
    def start(self, by: Viewer, job: Job = body_job, **ids: Any) -> JobRun:
        with as_viewer(by):
            return enqueue(by=by, job=job, **(ids or {"thing_id": uuid4()}))

    def perform(
        self,
        run: JobRun,
        body: Callable[[Viewer, Progress], None] | None = None,
        *,
        attempt: int = 0,
        is_stopping: Callable[[], bool] = lambda: False,
    ) -> None:
        _bodies["now"] = body or (lambda by, progress: None)
        perform(
            run.job,
            authority_id=run.authority_id,
            run_id=run.pk,
            attempt=attempt,
            is_stopping=is_stopping,
        )

    def now(self, by: Viewer, run: JobRun) -> JobRun:
        with as_viewer(by):
            return JobRun.objects.get(pk=run.pk)

    def teams(self, by: Viewer) -> int:
        with as_viewer(by):
            return Team.objects.count()

    def test_done_with_its_work(self, committed: Viewer) -> None:
        run = self.start(committed, make_team_job, how_many=3)
        self.perform(run)
        done = self.now(committed, run)
        assert (done.state, done.done_count, done.total_count) == ("done", 3, 3)
        assert (done.message, done.result_path) == (
            "3 teams were made",
            "/somewhere/",
        )
        assert self.teams(committed) == 3

    def test_run_twice_it_takes_effect_once(self, committed: Viewer) -> None:
        run = self.start(committed, make_team_job, how_many=3)
        self.perform(run)
        self.perform(run)
        assert self.teams(committed) == 3
        assert self.now(committed, run).attempt_count == 1

    def test_progress_is_seen_while_the_work_is_not(self, committed: Viewer) -> None:
        run = self.start(committed)
        seen: list[tuple[str, int, str]] = []

        def body(by: Viewer, progress: Progress) -> None:
            progress.expect(10)
            progress.done_count = 4
            progress.say("Four of ten")
            other = connection.copy()
            try:
                with other.cursor() as cursor:
                    cursor.execute(
                        "SELECT set_config('app.authority_id', %s, false)",
                        [str(by.authority_id)],
                    )
                    cursor.execute(
                        "SELECT state, done_count, message,"
                        " (SELECT count(*) FROM platform_team)"
                        " FROM platform_jobrun WHERE id = %s",
                        [run.pk],
                    )
                    seen.append(cursor.fetchone())
            finally:
                other.close()

        self.perform(run, body)
        assert seen == [("running", 4, "Four of ten", 0)]

    def test_an_error_rolls_back_waits_and_then_fails_with_a_reference(
        self, committed: Viewer
    ) -> None:
        run = self.start(committed)

        def body(by: Viewer, progress: Progress) -> None:
            raise ZeroDivisionError("Ana Smith")

        with pytest.raises(ZeroDivisionError):
            self.perform(run, body)
        first = self.now(committed, run)
        assert first.state == "waiting"
        with pytest.raises(ZeroDivisionError):
            self.perform(run, body, attempt=1)
        lost = self.now(committed, run)
        assert lost.state == "failed"
        assert "Ana" not in lost.message
        assert len(lost.error_reference) == 8
        assert lost.finished_at is not None
        assert self.teams(committed) == 0

    @pytest.mark.parametrize(
        ("error", "words"),
        [
            (JobRefused("Row 3 has no date of birth"), "Row 3 has no date of birth"),
            (PermissionDenied("Not your family"), "Not your family"),
            (NotFound("x"), "What this was about is not there any more."),
        ],
    )
    def test_what_cannot_be_done_fails_at_once_in_words(
        self, committed: Viewer, error: Exception, words: str
    ) -> None:
        run = self.start(committed)

        def body(by: Viewer, progress: Progress) -> None:
            raise error

        with pytest.raises(Final):
            self.perform(run, body)
        failed = self.now(committed, run)
        assert (failed.state, failed.message) == ("failed", words)

    def test_cancelled_while_it_runs(self, committed: Viewer) -> None:
        run = self.start(committed)

        def body(by: Viewer, progress: Progress) -> None:
            other = connection.copy()
            with other.cursor() as cursor:
                cursor.execute(
                    "SELECT set_config('app.authority_id', %s, false)",
                    [str(by.authority_id)],
                )
                cursor.execute("UPDATE platform_jobrun SET is_cancel_asked = true")
            other.close()
            progress.say("Going on")
            pytest.fail("the job was not interrupted")

        with pytest.raises(Final):
            self.perform(run, body)
        assert self.now(committed, run).state == "cancelled"
        assert self.teams(committed) == 0

    def test_cancelled_after_its_worker_died(self, committed: Viewer) -> None:
        run = self.start(committed)
        with as_viewer(committed):
            JobRun.objects.filter(pk=run.pk).update(state="running")
            actions.cancel_run(run_id=run.pk, by=committed)
        assert self.now(committed, run).state == "cancelled"
        self.perform(run)
        assert self.teams(committed) == 0

    def test_cancelling_what_a_worker_does_waits_for_it(
        self, committed: Viewer
    ) -> None:
        run = self.start(committed)

        def body(by: Viewer, progress: Progress) -> None:
            other = connection.copy()
            with other.cursor() as cursor:
                cursor.execute(
                    "SELECT pg_try_advisory_xact_lock(hashtextextended(%s, 0))",
                    [f"kinfold.job {run.pk}"],
                )
                held_by_us = not cursor.fetchone()[0]
            other.close()
            assert held_by_us

        self.perform(run, body)
        assert self.now(committed, run).state == "done"

    def test_cancelled_while_it_waits_for_another_try(self, committed: Viewer) -> None:
        run = self.start(committed)
        with as_viewer(committed):
            JobRun.objects.filter(pk=run.pk).update(
                state="running", is_cancel_asked=True
            )
        self.perform(run)
        assert self.now(committed, run).state == "cancelled"

    def test_a_stopping_worker_puts_it_back(self, committed: Viewer) -> None:
        run = self.start(committed)
        with pytest.raises(Stopped):
            self.perform(run, lambda by, p: p.say("x"), is_stopping=lambda: True)
        assert self.now(committed, run).state == "waiting"
        self.perform(run)
        assert self.now(committed, run).state == "done"

    def test_two_workers_never_do_one_run(self, committed: Viewer) -> None:
        run = self.start(committed)
        errors: list[BaseException] = []

        def body(by: Viewer, progress: Progress) -> None:
            try:
                self.perform(run, lambda by, progress: None)
            except Busy as error:
                errors.append(error)

        self.perform(run, body)
        assert len(errors) == 1
        assert self.teams(committed) == 1

    def test_a_job_that_kills_its_worker_is_given_up(self, committed: Viewer) -> None:
        run = self.start(committed)
        with pytest.raises(Final):
            self.perform(run, attempt=2)
        dead = self.now(committed, run)
        assert dead.state == "failed"
        assert "The worker stopped 2 times" in dead.message

    def test_who_left_meanwhile_does_nothing(self, committed: Viewer) -> None:
        run = self.start(committed)
        with as_viewer(committed):
            Worker.objects.filter(pk=committed.worker_id).update(is_active=False)
        with pytest.raises(Final):
            self.perform(run)
        assert "no longer works here" in self.now(committed, run).message

    def test_roles_are_those_held_when_it_runs(self, committed: Viewer) -> None:
        run = self.start(committed)
        with as_viewer(committed):
            Worker.objects.filter(pk=committed.worker_id).update(roles=["analyst"])
        roles: list[frozenset[Role]] = []
        self.perform(run, lambda by, progress: roles.append(by.roles))
        assert roles == [frozenset({Role.ANALYST})]

    def test_a_job_of_another_version_fails_in_words(self, committed: Viewer) -> None:
        run = self.start(committed)
        run.job = "no.such"
        with pytest.raises(Final):
            self.perform(run)
        assert "does not know how" in self.now(committed, run).message


@pytest.mark.slow
class TestWorker:
    """A real worker, logged in as the web application, on the committed database."""

    def test_it_does_what_waits_and_ends(self, committed: Viewer) -> None:
        with as_viewer(committed):
            Worker.objects.filter(pk=committed.worker_id).update(
                roles=["information_governance"]
            )
            run = enqueue(by=committed, job=verify_audit)
        worked = subprocess.run(
            [sys.executable, "-m", "kinfold.manage", "work", "--once"],
            env=worker_environment(),
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        assert worked.returncode == 0, worked.stderr
        with as_viewer(committed):
            run.refresh_from_db()
        assert (run.state, run.message) == (
            "done",
            "All 0 events are as they were written.",
        )

    def test_it_stops_when_it_is_told_to(self, committed: Viewer) -> None:
        worker = subprocess.Popen(
            [sys.executable, "-m", "kinfold.manage", "work"],
            env=worker_environment(),
            stderr=subprocess.DEVNULL,
        )
        try:
            until = time.monotonic() + 120
            while not selectors.is_worker_alive() and time.monotonic() < until:
                time.sleep(0.1)
            assert selectors.is_worker_alive()
            worker.send_signal(signal.SIGTERM)
            assert worker.wait(timeout=120) == 0
        finally:
            worker.kill()
            worker.wait()
        assert not selectors.is_worker_alive()
