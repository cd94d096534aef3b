"""Work of this domain that is done in the background."""

from __future__ import annotations

from uuid import UUID

from django.urls import reverse

from kinfold.extracts.actions.ending import forget_what_is_over
from kinfold.extracts.actions.making import make_extract
from kinfold.platform.jobs import Finished, Progress, job, nightly
from kinfold.platform.viewer import Viewer
from kinfold.returns.jobs import in_every_authority


@job("extracts.make", title="Make an extract", retries=8, one_at_a_time=True)
def make_file(by: Viewer, progress: Progress, *, request_id: UUID) -> Finished:
    """Make the file of an extract that was given."""
    made = make_extract(request_id=request_id, by=by)
    path = reverse("extracts:extract", args=[request_id])
    if made is None:
        return Finished("The extract had ended, so nothing was made", path)
    if made.why_not:
        return Finished("The file could not be made; its page says why", path)
    return Finished("The file is made. Whoever asked can take it now", path)


@nightly("extracts.over")
def forget_extracts_that_are_over() -> None:
    """Delete the files and keys of what expired, was left or was taken back."""
    failed = list(in_every_authority(forget_what_is_over))
    if failed:
        raise failed[0]
