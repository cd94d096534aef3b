"""Work of this domain that is done in the background."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from uuid import UUID

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from kinfold.platform.jobs import (
    Finished,
    JobRefused,
    Progress,
    enqueue,
    job,
    nightly,
)
from kinfold.platform.models import Authority
from kinfold.platform.tenancy import as_authority
from kinfold.platform.viewer import Viewer
from kinfold.records.errors import CannotDo
from kinfold.returns.actions.counting import recount, recount_after_deleting
from kinfold.returns.actions.handing_in import delete_outlived
from kinfold.returns.actions.own_record import hand_in_own_record
from kinfold.returns.actions.reading import read_return
from kinfold.returns.presenters import what_was_counted, what_was_read
from kinfold_core.access import Role

log = logging.getLogger("kinfold.jobs")
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
    return Finished(what_was_read(handed), path=path)


@job(
    "returns.own_record",
    title="Count on our own record",
    retries=1,
    one_at_a_time=True,
)
def hand_in_our_own(by: Viewer, progress: Progress) -> Finished:
    """Hand Kinfold's own record in as a return, to be read and counted."""
    try:
        came = hand_in_own_record(
            today=timezone.localdate(),
            progress=progress,
            job=read_handed_return,
            by=by,
        )
    except CannotDo as error:
        raise JobRefused(str(error)) from error
    [handed] = came.new or came.known
    path = reverse("returns:return", args=[handed.pk])
    if came.known:
        return Finished("Nothing has changed since it was counted last", path)
    return Finished("The record was exported without names. It is read next", path)


@nightly("returns.outlived")
def forget_outlived_returns() -> None:
    """Delete what has been kept as long as is set, and what was counted on it.

    Deleting comes first, in every authority, and stands by itself: should a count fail,
    it is tried again the next night, and the return is gone all the same. What fails in
    one authority holds up no other.
    """
    failed = [*in_every_authority(delete_outlived), *in_every_authority(_count_anew)]
    if failed:
        raise failed[0]


def _count_anew(*, by: Viewer) -> None:
    recount_after_deleting(progress=Progress(), by=by)


def in_every_authority(do: Callable[..., object]) -> Iterator[Exception]:
    """Do it in each, and tell of what failed when all is done that could be.

    What fails in one authority holds up no other.
    """
    for authority_id in Authority.objects.order_by("pk").values_list("pk", flat=True):
        by = Viewer(
            user_id=0,
            name=NAME,
            authority_id=authority_id,
            # the night does what information governance has set
            roles=frozenset({Role.INFORMATION_GOVERNANCE}),
        )
        try:
            with as_authority(authority_id), transaction.atomic():
                do(by=by)
        except Exception as error:
            told = {"work": do.__name__, "authority": str(authority_id)}
            log.exception("work of the night failed", extra={"kinfold": told})
            yield error
