"""Work of this domain that is done in the background."""

from __future__ import annotations

from uuid import UUID

from django.urls import reverse

from kinfold.intake.actions import read_import
from kinfold.platform.jobs import Finished, Progress, job
from kinfold.platform.viewer import Viewer


@job("intake.import", title="Import people and cases", retries=1, one_at_a_time=True)
def import_people(by: Viewer, progress: Progress, *, import_id: UUID) -> Finished:
    """Read an extract that was handed in."""
    done = read_import(import_id=import_id, by=by, steps=progress)
    path = reverse("intake:import", args=[import_id])
    if done.state == done.State.FAILED:
        # not refused: that would take back the sentence kept with the import
        return Finished(done.message, path=path)
    return Finished(
        f"{done.taken_count} rows taken, {done.unchanged_count} known already, "
        f"{done.left_out_count} left out",
        path=path,
    )
