"""Doing one run, in a worker: begin, the body in its transaction, the end."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import F
from django.db.models.functions import Greatest, Now

from kinfold.platform.errors import NotFound
from kinfold.platform.jobs.aside import Aside, Begun
from kinfold.platform.jobs.progress import Cancelled, Progress, Stopped
from kinfold.platform.jobs.registry import Finished, Job, JobRefused, job_named
from kinfold.platform.models import JobRun
from kinfold.platform.places import Place, viewer_in
from kinfold.platform.references import new_reference
from kinfold.platform.tenancy import as_authority

log = logging.getLogger("kinfold.jobs")

_AGAIN = "Something went wrong. It will be tried again by itself."
_LOST = "Something went wrong, and it was tried {} times. Nothing was changed."
_WORKER_DIED = "The worker stopped {} times while doing this, so it was given up."
_UNKNOWN = "This version of Kinfold does not know how to do this work."
_LEFT = "Whoever started this no longer works here, so it was not done."


class Final(Exception):
    """The run has ended without being done; the queue should not try it again."""


class Busy(Exception):
    """Another worker still holds this run."""


def perform(
    name: str,
    *,
    authority_id: UUID,
    run_id: UUID,
    attempt: int,
    is_stopping: Callable[[], bool],
) -> None:
    """Do the run unless it has been done or cancelled already.

    `attempt` counts from 0. Errors leave here so that the queue tries again; `Final`
    and `Stopped` say whether it should.
    """
    with Aside(authority_id, run_id) as aside:
        if not aside.is_alone:
            raise Busy(str(run_id))
        begun = aside.begin()
        if begun is None:
            return
        job = job_named(name)
        if job is None:
            aside.fail(_UNKNOWN)
            raise Final(name)
        if attempt > job.retries:
            aside.fail(_WORKER_DIED.format(attempt))
            raise Final(name)
        _guarded(job, begun, aside, is_last=attempt == job.retries, stop=is_stopping)


def _guarded(
    job: Job, begun: Begun, aside: Aside, *, is_last: bool, stop: Callable[[], bool]
) -> None:
    """The body, and what each way of leaving it makes of the run."""
    try:
        _do(job, begun, aside, stop)
    except Cancelled as error:
        aside.cancel()
        raise Final(job.name) from error
    except Stopped:
        aside.wait("The server was restarted. This goes on when it is back.")
        raise
    except (JobRefused, PermissionDenied) as error:
        aside.fail(str(error))
        raise Final(job.name) from error
    except NotFound as error:
        aside.fail("What this was about is not there any more.")
        raise Final(job.name) from error
    except BaseException:
        reference = new_reference()
        log.exception("job failed", extra={"kinfold": _about(job, aside, reference)})
        if is_last:
            aside.fail(_LOST.format(job.retries + 1), reference)
        else:
            aside.wait(_AGAIN, reference)
        raise


def _do(job: Job, begun: Begun, aside: Aside, stop: Callable[[], bool]) -> None:
    def write(progress: Progress) -> None:
        if stop():
            raise Stopped
        if aside.show(progress):
            raise Cancelled

    progress = Progress(write)
    with as_authority(aside.authority_id, user_id=begun.user_id):
        by = viewer_in(Place(authority_id=aside.authority_id), user_id=begun.user_id)
        if by.authority_id is None:
            raise JobRefused(_LEFT)
        end = job(by, progress, **begun.ids) or Finished()
        # in the work's own transaction: kept together or not at all
        JobRun.objects.filter(pk=aside.run_id).update(
            state=JobRun.State.DONE,
            finished_at=Now(),
            message=end.message[:500],
            result_path=end.path[:200],
            error_reference="",
            done_count=Greatest(F("total_count"), progress.done_count),
        )


def _about(job: Job, aside: Aside, reference: str) -> dict[str, Any]:
    return {
        "job": job.name,
        "run": str(aside.run_id),
        "authority": str(aside.authority_id),
        "reference": reference,
    }
