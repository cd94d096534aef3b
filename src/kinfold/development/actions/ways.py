"""A person's way: begun, steps taken, what shows them, what was seen, what is next."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone

from kinfold.development import policy
from kinfold.development.actions.tallying import tally
from kinfold.development.models import (
    NextOnWay,
    ObservationAnswer,
    ObservedPractice,
    PortfolioPiece,
    StepTaken,
    Way,
)
from kinfold.development.selectors import ways as reads
from kinfold.development.selectors.files import OWNER
from kinfold.development.selectors.steps import programme, steps
from kinfold.development.shipped import Step
from kinfold.platform import audit
from kinfold.platform.files import FileRefused, store_file
from kinfold.platform.holding import insist
from kinfold.platform.models import Worker, said_by
from kinfold.platform.one_at_a_time import one_at_a_time
from kinfold.platform.viewer import Viewer
from kinfold.records.errors import CannotDo, StaleVersion
from kinfold_core.practice.links import is_on_the_web

EARLIEST = date(1990, 1, 1)


@transaction.atomic
def begin_way(
    *,
    programme_id: UUID,
    trajectory: str,
    by: Viewer,
    worker_id: UUID | None = None,
    name: str = "",
) -> Way:
    """Begin the way of a worker; of a leader who is named, where there is no worker.

    Raises:
        PermissionDenied: it is another's way, and they guide nobody.
        NotFound: there is no such programme for them.
        CannotDo: nobody is chosen, or they walk it already.
    """
    found = programme(by, programme_id)
    authority_id = by.in_authority()
    if worker_id is None or worker_id != by.worker_id:
        insist(policy.may_guide(by))
    else:
        insist(policy.may_walk(by))
    if worker_id is not None:
        worker = Worker.objects.filter(authority=authority_id, pk=worker_id).first()
        if worker is None:
            raise CannotDo("Choose somebody who works here", "who")
        name = worker.name
    if not name:
        raise CannotDo("Choose who it is, or write the leader's name", "who")
    here = {"authority_id": authority_id, "programme": found, "trajectory": trajectory}
    who: dict[str, Any] = {"worker_id": worker_id} if worker_id else {"name": name}
    one_at_a_time(f"the way of {worker_id or name} in {authority_id}")
    if Way.objects.filter(**here, **who).exists():
        raise CannotDo(f"{name} walks this trajectory already. Open it instead", "who")
    row = Way(**here, worker_id=worker_id, name=name, **said_by(by))
    row.save(force_insert=True)
    audit.record(
        by=by, action="way.begun", target=row, changes={"trajectory": trajectory}
    )
    tally(by=by, programme_id=found.pk)
    return row


@transaction.atomic
def write_step(
    *,
    way_id: UUID,
    code: str,
    is_taken: bool,
    day: date,
    words: str,
    seen_version: int,
    by: Viewer,
) -> StepTaken:
    """Write that a step was taken, or that it is to be taken again and why.

    Raises:
        PermissionDenied: they guide nobody.
        NotFound: there is no such way for them.
        CannotDo: it is not of this trajectory, or a day is not right.
        StaleVersion: somebody wrote a step first; `current` is the way as it stands.
    """
    insist(policy.may_guide(by))
    row = reads.way_to_change(by, way_id)
    step = _step(by, row, code)
    _check_day(day)
    if not is_taken and not words.strip():
        raise CannotDo("Write why it is to be taken again", "words")
    newest = (
        StepTaken.objects.filter(authority=row.authority_id, way=row)
        .order_by("-version")
        .first()
    )
    if (newest.version if newest else 0) != seen_version:
        raise StaleVersion(newest)
    taken = StepTaken(
        authority_id=row.authority_id, way=row, code=code, version=seen_version + 1,
        is_taken=is_taken, day=day, words=words, step_title=step.title, **said_by(by),
    )  # fmt: skip
    taken.save(force_insert=True)
    changes = {"step": [None, code], "is_taken": [None, is_taken]}
    audit.record(by=by, action="way.step", target=taken, changes=changes)
    tally(by=by, programme_id=row.programme_id)
    return taken


@transaction.atomic
def add_piece(
    *,
    way_id: UUID,
    code: str,
    title: str,
    words: str,
    link: str,
    upload: UploadedFile[Any] | None,
    by: Viewer,
) -> PortfolioPiece:
    """Put something into the portfolio.

    Raises:
        PermissionDenied: it is another's way, and they guide nobody.
        NotFound: there is no such way for them.
        CannotDo: there is nothing in it, a link leads nowhere, or a file is refused.
    """
    row = reads.way_to_change(by, way_id)
    _step(by, row, code)
    if not (words.strip() or link or upload):
        raise CannotDo("Write something, give a link, or choose a file", "words")
    if link and not is_on_the_web(link):
        raise CannotDo("Begin the link with https://", "link")
    try:
        stored = store_file(upload=upload, by=by, owner_kind=OWNER) if upload else None
    except FileRefused as error:
        raise CannotDo(str(error), "file") from error
    piece = PortfolioPiece(
        authority_id=row.authority_id, way=row, code=code, title=title, words=words,
        link=link, file=stored, **said_by(by),
    )  # fmt: skip
    piece.save(force_insert=True)
    audit.record(
        by=by, action="way.piece_added", target=piece, changes={"step": [None, code]}
    )
    return piece


@transaction.atomic
def write_observation(
    *,
    way_id: UUID,
    code: str,
    observer: str,
    day: date,
    seen: str,
    next_words: str,
    by: Viewer,
) -> ObservedPractice:
    """Keep what somebody saw at work.

    Raises:
        PermissionDenied: they guide nobody.
        NotFound: there is no such way for them.
        CannotDo: it is not of this trajectory, or a day is not right.
    """
    insist(policy.may_guide(by))
    row = reads.way_to_change(by, way_id)
    _step(by, row, code)
    _check_day(day)
    seen_row = ObservedPractice(
        authority_id=row.authority_id, way=row, code=code, observer=observer, day=day,
        seen=seen, next=next_words, **said_by(by),
    )  # fmt: skip
    seen_row.save(force_insert=True)
    audit.record(
        by=by, action="way.observed", target=seen_row, changes={"step": [None, code]}
    )
    return seen_row


@transaction.atomic
def answer_observation(
    *, observation_id: UUID, words: str, by: Viewer
) -> ObservationAnswer:
    """Keep what the observed person says to it. Earlier answers stay beside it.

    Raises:
        PermissionDenied: they are not the person who was seen.
        NotFound: there is no such observation for them.
    """
    seen = reads.observation(by, observation_id)
    insist(policy.may_answer_observation(by, seen.way.worker_id))
    answer = ObservationAnswer(
        authority_id=seen.authority_id, observation=seen, words=words, **said_by(by)
    )
    answer.save(force_insert=True)
    audit.record(by=by, action="way.answered", target=answer, changes={})
    return answer


@transaction.atomic
def write_next(
    *, way_id: UUID, words: str, by_day: date | None, seen_version: int, by: Viewer
) -> NextOnWay:
    """Write what is next on a way, in place of what stood there.

    Raises:
        PermissionDenied: it is another's way, and they guide nobody.
        NotFound: there is no such way for them.
        StaleVersion: somebody wrote it first; `current` is what stands.
    """
    row = reads.way_to_change(by, way_id)
    newest = (
        NextOnWay.objects.filter(authority=row.authority_id, way=row)
        .order_by("-version")
        .first()
    )
    if (newest.version if newest else 0) != seen_version:
        raise StaleVersion(newest)
    written = NextOnWay(
        authority_id=row.authority_id, way=row, version=seen_version + 1, words=words,
        by_day=by_day, **said_by(by),
    )  # fmt: skip
    written.save(force_insert=True)
    audit.record(by=by, action="way.next", target=written, changes={})
    return written


def _step(by: Viewer, row: Way, code: str) -> Step:
    for one in steps(by, row.programme_id):
        if one.code == code and one.trajectory == row.trajectory:
            return one
    raise CannotDo("This step is not on the trajectory any more. Choose again", "code")


def _check_day(day: date) -> None:
    if day > timezone.localdate():
        raise CannotDo("This day has not come yet", "day")
    if day < EARLIEST:
        raise CannotDo("Give a day from 1990 on", "day")
