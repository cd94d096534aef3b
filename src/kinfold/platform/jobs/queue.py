"""The only module that knows procrastinate: put, run, rescue, tidy. See ADR 9."""

from __future__ import annotations

import asyncio
import logging
from uuid import UUID

from procrastinate import BaseRetryStrategy, JobContext, RetryDecision
from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.jobs import Job as QueuedJob
from procrastinate.manager import JobManager
from procrastinate.tasks import configure_task

from kinfold.platform.jobs.progress import Stopped
from kinfold.platform.jobs.registry import (
    Job,
    job_named,
    nightly_work,
    work_in_programme,
)
from kinfold.platform.jobs.run import Final, perform

log = logging.getLogger("kinfold.jobs")

TASK = "kinfold.run"
PROGRAMME_TASK = "kinfold.run_in_programme"
# A worker says every 10 s that it lives. Three silences, and its jobs are given away.
SILENT_SECONDS = 30
LONGEST_WAIT_SECONDS = 600
STOP_WITHIN_SECONDS = 10
KEEP_ENDED_HOURS = 24 * 30


def put(job: Job, *, authority_id: UUID, run_id: UUID) -> None:
    """Queue a run in the current transaction, in the web server or inside a job.

    Always by Django's own connection: in a worker the app's connector is another
    connection, which would queue the run even if the transaction were rolled back.
    """
    lock = f"{job.name} {authority_id}" if job.is_one_at_a_time else None
    configure_task(
        name=TASK, job_manager=JobManager(DjangoConnector()), lock=lock
    ).defer(job=job.name, authority_id=str(authority_id), run_id=str(run_id))


def put_in_programme(
    work: str, *, programme_id: UUID, user_id: int, run_id: UUID
) -> None:
    """Queue work of a programme, as `put` does."""
    configure_task(
        name=PROGRAMME_TASK, job_manager=JobManager(DjangoConnector())
    ).defer(
        work=work,
        programme_id=str(programme_id),
        user_id=user_id,
        run_id=str(run_id),
    )


class BackOff(BaseRetryStrategy):
    """Again after 2, 4, 8 ... seconds, ten minutes at most, as often as a job says."""

    def get_retry_decision(
        self, *, exception: BaseException, job: QueuedJob
    ) -> RetryDecision | None:
        if isinstance(exception, Stopped):
            return RetryDecision(retry_in={"seconds": 0})
        if isinstance(exception, Final) or job.attempts >= retries_of(job):
            return None
        wait = min(2 ** (job.attempts + 1), LONGEST_WAIT_SECONDS)
        return RetryDecision(retry_in={"seconds": wait})


def retries_of(queued: QueuedJob) -> int:
    job = job_named(str(queued.task_kwargs.get("job", "")))
    return job.retries if job else 0


@app.task(  # type: ignore[untyped-decorator]
    name=TASK, pass_context=True, retry=BackOff()
)
def run(context: JobContext, *, job: str, authority_id: str, run_id: str) -> None:
    perform(
        job,
        authority_id=UUID(authority_id),
        run_id=UUID(run_id),
        attempt=context.job.attempts,
        is_stopping=context.should_abort,
    )


@app.task(name=PROGRAMME_TASK, pass_context=True)  # type: ignore[untyped-decorator]
def run_in_programme(
    context: JobContext, *, work: str, programme_id: str, user_id: int, run_id: str
) -> None:
    """Never tried again: whoever asked is told how it ended, and asks again."""
    work_in_programme(work)(
        programme_id=UUID(programme_id),
        user_id=user_id,
        run_id=UUID(run_id),
        is_stopping=context.should_abort,
    )


@app.periodic(cron="* * * * *")  # type: ignore[untyped-decorator]
@app.task(  # type: ignore[untyped-decorator]
    name="kinfold.rescue", pass_context=True, queueing_lock="kinfold.rescue"
)
async def rescue(context: JobContext, timestamp: int) -> None:
    """Give jobs of a worker that died (killed, out of memory) to another one."""
    manager = context.app.job_manager
    for stalled in await manager.get_stalled_jobs(
        seconds_since_heartbeat=SILENT_SECONDS
    ):
        await manager.retry_job(stalled)
    await manager.prune_stalled_workers(SILENT_SECONDS)


@app.periodic(cron="17 3 * * *")  # type: ignore[untyped-decorator]
@app.task(  # type: ignore[untyped-decorator]
    name="kinfold.tidy", pass_context=True, queueing_lock="kinfold.tidy"
)
async def tidy(context: JobContext, timestamp: int) -> None:
    """Forget what ended a month ago. The runs people see are kept."""
    await context.app.job_manager.delete_old_jobs(
        nb_hours=KEEP_ENDED_HOURS,
        include_failed=True,
        include_cancelled=True,
        include_aborted=True,
    )


@app.periodic(cron="47 3 * * *")  # type: ignore[untyped-decorator]
@app.task(  # type: ignore[untyped-decorator]
    name="kinfold.nightly", queueing_lock="kinfold.nightly"
)
def nightly(timestamp: int) -> None:
    """What is to be done once a night. One that fails holds up no other."""
    for name, do in nightly_work():
        try:
            do()
        except Exception:
            log.exception("nightly work failed", extra={"kinfold": {"work": name}})


def work(*, concurrency: int = 2, is_waiting: bool = True) -> None:
    """Run jobs until SIGTERM or SIGINT; then let them stop, and put back the rest.

    With `is_waiting` false, run what is queued now and return.
    """

    async def run_worker() -> None:
        with app.replace_connector(app.connector.get_worker_connector()) as working:
            async with working.open_async():
                await working.run_worker_async(
                    concurrency=concurrency,
                    wait=is_waiting,
                    delete_jobs="successful",
                    shutdown_graceful_timeout=STOP_WITHIN_SECONDS,
                    stalled_worker_timeout=SILENT_SECONDS,
                )

    asyncio.run(run_worker())
