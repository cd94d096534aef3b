"""Starting, cancelling and trying again. Keyword-only, `by=` whoever asks."""

from __future__ import annotations

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models.functions import Now

from kinfold.platform import audit
from kinfold.platform.errors import Conflict, NotFound
from kinfold.platform.jobs import queue
from kinfold.platform.jobs.aside import is_in_hands
from kinfold.platform.jobs.registry import Job, job_named
from kinfold.platform.jobs.selectors import runs_for
from kinfold.platform.models import JobRun
from kinfold.platform.viewer import Viewer
from kinfold_core.access import Action

State = JobRun.State


def enqueue(*, by: Viewer, job: Job, title: str = "", **ids: UUID | int) -> JobRun:
    """Start `job` in the background when the caller's transaction commits.

    `title` replaces the job's own, to tell two runs apart; no names of people.

    Raises:
        RuntimeError: no transaction is open, so work could start for a change that
            is then rolled back.
        TypeError: an argument is not an id.
        NotFound: the viewer belongs to no authority.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError(f"enqueue({job.name!r}) called outside a transaction")
    for name, value in ids.items():
        if isinstance(value, bool) or not isinstance(value, UUID | int):
            raise TypeError(f"{name} is not an id; jobs take ids only")
    authority_id = by.in_authority()
    if by.worker_id is None:
        raise NotFound("worker")
    run = JobRun.objects.create(
        authority_id=authority_id,
        job=job.name,
        title=(title or job.title)[:200],
        ids={n: str(v) if isinstance(v, UUID) else v for n, v in ids.items()},
        started_by_id=by.worker_id,
        started_by_user_id=by.user_id,
    )
    queue.put(job, authority_id=run.authority_id, run_id=run.pk)
    return run


@transaction.atomic
def cancel_run(*, run_id: UUID, by: Viewer) -> JobRun:
    """Ask for a run to stop. One that no worker has in hands is cancelled at once.

    Raises:
        NotFound: no such run for this viewer.
        Conflict: it has ended already.
    """
    run = _locked(run_id, by)
    if run.is_over:
        raise Conflict("This work had already ended, so there is nothing to cancel.")
    run.is_cancel_asked = True
    if not is_in_hands(run_id):
        run.state, run.finished_at = State.CANCELLED, Now()
    run.save(update_fields=["is_cancel_asked", "state", "finished_at"])
    audit.record(by=by, action="job.cancelled", target=run, changes={})
    return run


@transaction.atomic
def try_again(*, run_id: UUID, by: Viewer) -> JobRun:
    """Put a run that failed or was cancelled back in the queue.

    Raises:
        NotFound: no such run for this viewer.
        PermissionDenied: somebody else started it; it would run as them.
        Conflict: it is not over, or it has been done.
    """
    run = _locked(run_id, by)
    if run.started_by_user_id != by.user_id:
        raise PermissionDenied(
            "Only the person who started this can start it again, because it works "
            "with what they may see"
        )
    if run.state not in {State.FAILED, State.CANCELLED}:
        raise Conflict("This work is waiting, running or done already.")
    job = job_named(run.job)
    if job is None:
        raise Conflict("This version of Kinfold no longer does this kind of work.")
    run.state, run.finished_at, run.started_at = State.WAITING, None, None
    run.is_cancel_asked, run.done_count, run.attempt_count = False, 0, 0
    run.message = run.error_reference = ""
    run.save()
    queue.put(job, authority_id=run.authority_id, run_id=run.pk)
    audit.record(by=by, action="job.tried_again", target=run, changes={})
    return run


def _locked(run_id: UUID, by: Viewer) -> JobRun:
    if not by.may(Action.SEE_JOBS):
        raise NotFound("job run")
    run = runs_for(by).select_for_update(of=("self",)).filter(pk=run_id).first()
    if run is None:
        raise NotFound("job run")
    return run
