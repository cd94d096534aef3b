"""Work in the background, with progress on screen. The whole interface is here.

    # intake/jobs.py  (modules named `jobs` are found by the worker by themselves)
    from kinfold.platform.jobs import Finished, JobRefused, Progress, job

    @job("intake.import", title="Import people and cases", retries=2)
    def import_people(by: Viewer, progress: Progress, *, upload_id: UUID) -> Finished:
        upload = selectors.upload(by, upload_id)
        progress.expect(upload.row_count)
        for row in rows(upload):
            actions.import_row(row=row, by=by)
            progress.step()
        return Finished("120 people were added", path=reverse(...))

    # intake/actions.py, inside the action's own transaction
    run = enqueue(by=by, job=import_people, upload_id=upload.pk)
    # view: return go(request, "platform:job", run_id=run.pk)

The contract
    * Arguments are ids (`UUID` or `int`), never a person's details: what waits in the
      queue is readable outside of any authority's fence.
    * `enqueue` writes in the caller's transaction. Rolled back, there is no job.
    * The body runs as the viewer who started it, with the roles they hold *when it
      runs*, inside **one** transaction of their authority. The run is marked done in
      that same transaction, so the work is kept exactly when the run says it is: a
      body that only writes to the database may run twice and takes effect once.
    * A body that also touches something else (a file, another service) must be
      **idempotent**: it may be run again after any line of it.
    * An error rolls everything back and the body is tried again `retries` times, later
      each time. `JobRefused("a sentence for the reader")`, `PermissionDenied` and
      `NotFound` are final at once. What is lost stays on the page with "Try again".
    * `progress` is written outside of that transaction, so it is seen while the work
      goes on. It also is where a cancelled or stopping job is interrupted: call it at
      least every few seconds. It is cheap (it writes 4 times a second at the most).
    * Messages are shown on screen and kept: counts and plain words, no names.

A programme's members belong to no authority. Their work is `@in_programme("name")`, put
in the queue by `put_in_programme`; its app keeps how it stands (`studies/jobs.py`).

In a test call the body itself: `import_people(viewer, Progress(), upload_id=...)`.
The queue behind this is procrastinate, in PostgreSQL; no other module may name it
(ADR 9).
"""

from __future__ import annotations

from kinfold.platform.jobs.actions import enqueue
from kinfold.platform.jobs.progress import Progress
from kinfold.platform.jobs.queue import put_in_programme
from kinfold.platform.jobs.registry import (
    Finished,
    Job,
    JobRefused,
    in_programme,
    job,
    nightly,
)

__all__ = [
    "Finished",
    "Job",
    "JobRefused",
    "Progress",
    "enqueue",
    "in_programme",
    "job",
    "nightly",
    "put_in_programme",
]
