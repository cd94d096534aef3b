"""Background work: kept whole or not at all, seen while it goes on, tried again."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID, uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.test import Client
from procrastinate.jobs import Job as QueuedJob

from kinfold.platform.errors import Conflict, NotFound
from kinfold.platform.jobs import (
    Finished,
    Progress,
    actions,
    enqueue,
    job,
)
from kinfold.platform.jobs.progress import Stopped
from kinfold.platform.jobs.queue import BackOff
from kinfold.platform.jobs.run import Final
from kinfold.platform.models import JobRun, Team
from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer


@job("test.team", title="Make a team", retries=1)
def make_team_job(by: Viewer, progress: Progress, *, how_many: int) -> Finished:
    progress.expect(how_many)
    for number in range(how_many):
        Team.objects.create(authority_id=by.in_authority(), name=f"Team {number}")
        progress.step()
    return Finished(f"{how_many} teams were made", path="/somewhere/")


_bodies: dict[str, Callable[[Viewer, Progress], None]] = {}


@job("test.body", title="Do as the test says", retries=1, one_at_a_time=True)
def body_job(by: Viewer, progress: Progress, *, thing_id: UUID) -> Finished | None:
    Team.objects.create(authority_id=by.in_authority(), name="Half done")
    _bodies["now"](by, progress)
    return None


class TestEnqueue:
    """In a test's own transaction: nothing here runs a job."""

    def queued(self) -> list[dict[str, Any]]:
        with connection.cursor() as cursor:
            cursor.execute("SELECT args FROM procrastinate_jobs ORDER BY id")
            return [row[0] for row in cursor.fetchall()]

    def test_a_run_is_queued_with_ids_only(self, practitioner: Viewer) -> None:
        thing = uuid4()
        with as_viewer(practitioner):
            run = enqueue(by=practitioner, job=body_job, thing_id=thing)
            run.refresh_from_db()
        assert run.state == JobRun.State.WAITING
        assert run.ids == {"thing_id": str(thing)}
        assert str(run.pk) in str(self.queued())
        assert practitioner.name not in str(self.queued())

    def test_rolled_back_there_is_no_job(self, practitioner: Viewer) -> None:
        with as_viewer(practitioner):
            with transaction.atomic():
                enqueue(by=practitioner, job=make_team_job, how_many=1)
                transaction.set_rollback(True)
            assert not JobRun.objects.exists()
        assert self.queued() == []

    @pytest.mark.parametrize("value", ["Ana", True, 1.5, None, [1]])
    def test_what_is_no_id_is_refused(self, practitioner: Viewer, value: Any) -> None:
        with as_viewer(practitioner), pytest.raises(TypeError, match="ids only"):
            enqueue(by=practitioner, job=make_team_job, how_many=value)

    def test_two_jobs_cannot_share_a_name(self) -> None:
        with pytest.raises(ValueError, match=r"Two jobs are called 'test\.team'"):
            job("test.team", title="x")(lambda by, progress: None)

    def test_somebody_of_a_programme_starts_nothing(
        self, programme_lead: Viewer
    ) -> None:
        with as_viewer(programme_lead), pytest.raises(NotFound):
            enqueue(by=programme_lead, job=make_team_job, how_many=1)


class TestPages:
    def start(self, by: Viewer) -> JobRun:
        with as_viewer(by):
            return enqueue(by=by, job=make_team_job, how_many=3)

    def test_a_run_is_seen_by_who_started_it_and_by_the_admin(
        self,
        practitioner: Viewer,
        authority_admin: Viewer,
        manager: Viewer,
        sign_in: Callable[[Viewer], Client],
    ) -> None:
        run = self.start(practitioner)
        for viewer, status in (
            (practitioner, 200),
            (authority_admin, 200),
            (manager, 404),
        ):
            client = sign_in(viewer)
            assert client.get(f"/jobs/{run.pk}/").status_code == status
            listed = client.get("/jobs/").content.decode()
            assert ("Make a team" in listed) == (status == 200)

    def test_elsewhere_it_does_not_exist(
        self,
        practitioner: Viewer,
        elsewhere: Viewer,
        sign_in: Callable[[Viewer], Client],
    ) -> None:
        run = self.start(practitioner)
        client = sign_in(elsewhere)
        assert client.get(f"/jobs/{run.pk}/").status_code == 404
        assert client.post(f"/jobs/{run.pk}/cancel/").status_code == 404
        assert client.post(f"/jobs/{run.pk}/again/").status_code == 404

    def test_the_part_asks_again_until_the_run_is_over(
        self, practitioner: Viewer, sign_in: Callable[[Viewer], Client]
    ) -> None:
        run = self.start(practitioner)
        client = sign_in(practitioner)
        url = f"/jobs/{run.pk}/"
        part = client.get(url, headers={"HX-Request": "true"}).content.decode()
        assert 'hx-trigger="every 2s"' in part
        assert "<html" not in part
        assert f'<a href="{url}">Look again</a>' in part
        assert client.post(f"{url}cancel/").status_code == 302
        part = client.get(url, headers={"HX-Request": "true"}).content.decode()
        assert "hx-trigger" not in part
        assert "Cancelled" in part
        assert "Try again" in part

    def test_cancelled_it_can_be_tried_again_but_not_cancelled_again(
        self, practitioner: Viewer, authority_admin: Viewer
    ) -> None:
        run = self.start(practitioner)
        with as_viewer(authority_admin):
            actions.cancel_run(run_id=run.pk, by=authority_admin)
            with pytest.raises(Conflict):
                actions.cancel_run(run_id=run.pk, by=authority_admin)
            with pytest.raises(PermissionDenied):
                actions.try_again(run_id=run.pk, by=authority_admin)
        with as_viewer(practitioner):
            again = actions.try_again(run_id=run.pk, by=practitioner)
            assert again.state == JobRun.State.WAITING
            with pytest.raises(Conflict):
                actions.try_again(run_id=run.pk, by=practitioner)

    def test_information_governance_can_check_the_audit_here(
        self,
        information_governance: Viewer,
        practitioner: Viewer,
        sign_in: Callable[[Viewer], Client],
    ) -> None:
        client = sign_in(practitioner)
        assert client.post("/jobs/verify-audit/").status_code == 403
        client = sign_in(information_governance)
        assert "audit is whole" in client.get("/jobs/").content.decode()
        assert client.post("/jobs/verify-audit/").status_code == 302
        with as_viewer(information_governance):
            assert JobRun.objects.get().job == "audit.verify"


class TestBackOff:
    def wait(self, error: BaseException, attempts: int) -> float | None:
        queued = QueuedJob(
            id=1,
            queue="default",
            lock=None,
            queueing_lock=None,
            task_name="kinfold.run",
            task_kwargs={"job": "test.team"},
            attempts=attempts,
        )
        found = BackOff().get_retry_decision(exception=error, job=queued)
        if found is None or found.retry_at is None:
            return None
        return found.retry_at.timestamp() - time.time()

    def test_errors_wait_and_then_are_given_up(self) -> None:
        assert self.wait(ValueError(), 0) == pytest.approx(2, abs=0.5)
        assert self.wait(ValueError(), 1) is None

    def test_final_is_final_and_a_stopping_worker_costs_no_attempt(self) -> None:
        assert self.wait(Final(), 0) is None
        assert self.wait(Stopped(), 5) == pytest.approx(0, abs=0.5)


class TestProgress:
    def test_it_writes_seldom_and_keeps_every_step(self) -> None:
        written: list[int] = []
        progress = Progress(lambda now: written.append(now.done_count))
        progress.expect(1000)
        for _ in range(1000):
            progress.step()
        assert progress.done_count == 1000
        assert len(written) < 20

    def test_a_long_message_is_cut(self) -> None:
        progress = Progress()
        progress.say("x" * 900)
        assert len(progress.message) == 500


def worker_environment() -> dict[str, str]:
    """The application's own login, pointed at the tests' database."""
    url = urlsplit(os.environ["KINFOLD_APP_DATABASE_URL"])
    here = url._replace(path=f"/{connection.settings_dict['NAME']}").geturl()
    return os.environ | {"KINFOLD_APP_DATABASE_URL": here, "KINFOLD_AS_OWNER": "0"}
