"""Work of this domain that is done in the background."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.urls import reverse

from kinfold.platform.jobs import Finished, Progress, enqueue, job, nightly
from kinfold.platform.models import Authority
from kinfold.platform.tenancy import as_authority
from kinfold.platform.viewer import Viewer
from kinfold.returns.actions.counting import recount
from kinfold.returns.actions.handing_in import delete_outlived
from kinfold.returns.actions.reading import read_return
from kinfold.returns.presenters import what_was_counted

NAME = "Kinfold, every night"


@job("returns.count", title="Count the measures", retries=1, one_at_a_time=True)
def count_measures(by: Viewer, progress: Progress) -> Finished:
    """Count every measure on the returns that count now."""
    made = recount(progress=progress, by=by)
    return Finished(what_was_counted(made), path=reverse("returns:returns"))


@job("returns.read", title="Read a return", retries=1, one_at_a_time=True)
def read_handed_return(by: Viewer, progress: Progress, *, return_id: UUID) -> Finished:
    """Read a return that was handed in, then count the measures anew."""
    handed = read_return(return_id=return_id, progress=progress, by=by)
    path = reverse("returns:return", args=[handed.pk])
    if handed.state == handed.State.REFUSED:
        # not refused as a job: that would take back what was found
        return Finished("The return could not be read. Nothing of it was kept", path)
    if handed.years:
        enqueue(by=by, job=count_measures)
    return Finished(
        f"{handed.record_count:,} records read, {handed.left_out_count:,} left out, "
        f"{handed.finding_count:,} findings. The measures are counted next",
        path=path,
    )


@nightly("returns.outlived")
def forget_outlived_returns() -> None:
    """Delete what has been kept as long as is set, in every authority."""
    for authority in Authority.objects.order_by("pk"):
        by = Viewer(user_id=0, name=NAME, authority_id=authority.pk)
        with as_authority(authority.pk), transaction.atomic():
            delete_outlived(by=by)
