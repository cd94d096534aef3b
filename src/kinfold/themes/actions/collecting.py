"""Beginning a collection and taking answers in."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from kinfold.platform import audit
from kinfold.platform.holding import insist
from kinfold.platform.likely_identifiers import Kept, StillTelling, insist_decided
from kinfold.platform.models import said_by
from kinfold.platform.viewer import Viewer
from kinfold.records.errors import CannotDo
from kinfold.records.selectors.naming import people_called
from kinfold.themes import policy
from kinfold.themes.models import (
    AnswerBatch,
    AnswerCollection,
    KeptIdentifier,
    OpenAnswer,
)
from kinfold.themes.selectors.coding import seats_of
from kinfold.themes.selectors.collections import (
    batch_with,
    collection,
    places_of,
    programme,
)
from kinfold.themes.taking_in import Given


@transaction.atomic
def begin_collection(
    *,
    programme_id: UUID,
    title: str,
    source: str,
    held_on: date,
    place: UUID | None,
    told: str,
    by: Viewer,
) -> AnswerCollection:
    """Open a collection that answers can be taken into.

    Raises:
        PermissionDenied: it is not theirs to run.
        NotFound: there is no such programme for them.
        CannotDo: the day is to come, or the place is not in the programme.
    """
    found = programme(by, programme_id)
    insist(policy.may_run(by))
    if held_on > timezone.localdate():
        raise CannotDo(
            "This day has not come yet. Give the day they answered", "held_on"
        )
    if place and place not in {one.pk for one in places_of(by, found.pk)}:
        raise CannotDo("This authority is not in the programme. Choose again", "place")
    row = AnswerCollection(
        programme=found,
        title=title,
        source=source,
        held_on=held_on,
        authority_id=place,
        told=told,
        **said_by(by),
    )
    row.save(force_insert=True)
    audit.record_in_programme(
        by=by, action="collection.begun", target=row, changes={"title": [None, title]}
    )
    return row


@transaction.atomic
def take_in_answers(
    *,
    collection_id: UUID,
    given: Sequence[Given],
    digest: str,
    masked: int,
    kept: Sequence[Kept],
    place: UUID | None,
    came_as: str,
    by: Viewer,
) -> tuple[AnswerBatch, bool]:
    """Keep all of the answers, or none. The same words again change nothing.

    `given` is masked already; `digest` is of the words before. Returns the batch they
    are in, and whether it is new.

    Raises:
        PermissionDenied: they are of another authority, or not theirs to bring.
        NotFound: there is no such collection for them.
        CannotDo: coding is over, the place is not in the programme, or a likely
            identifier was not decided on.
    """
    row = collection(by, collection_id, is_locked=True)
    place = row.authority_id or by.authority_id or place
    insist(policy.may_bring(by, place))
    if standing := batch_with(by, row, digest):
        return standing, False
    _check(row, given, kept, place, by)
    batch = AnswerBatch(
        programme_id=row.programme_id,
        collection=row,
        authority_id=place,
        digest=digest,
        came_as=came_as,
        answers=len(given),
        masked=masked,
        **said_by(by),
    )
    batch.save(force_insert=True)
    _keep_rows(row, batch, given, kept)
    audit.record_in_programme(
        by=by,
        action="answers.taken_in",
        target=batch,
        changes={"answers": len(given), "masked": masked, "kept": len(kept)},
    )
    return batch, True


def _check(
    row: AnswerCollection,
    given: Sequence[Given],
    kept: Sequence[Kept],
    place: UUID | None,
    by: Viewer,
) -> None:
    if seats_of(by, row).is_anybody_done:
        raise CannotDo("A coder is through with this collection. Begin another one")
    if place and place not in {one.pk for one in places_of(by, row.programme_id)}:
        raise CannotDo("This authority is not in the programme. Choose again", "place")
    texts = [text for one in given for text in one.texts]
    try:
        insist_decided(texts, kept, people_called(by, texts))
    except StillTelling as error:
        raise CannotDo(str(error), "pasted") from error


def _keep_rows(
    row: AnswerCollection,
    batch: AnswerBatch,
    given: Sequence[Given],
    kept: Sequence[Kept],
) -> None:
    answers = OpenAnswer.objects.filter(programme=row.programme_id, collection=row)
    last = answers.aggregate(last=Max("number"))["last"] or 0
    OpenAnswer.objects.bulk_create(
        OpenAnswer(
            programme_id=row.programme_id,
            collection=row,
            batch=batch,
            number=number,
            authority_id=batch.authority_id,
            worried=one.worried,
            well=one.well,
            needs=one.needs,
            words=one.words,
        )
        for number, one in enumerate(given, start=last + 1)
    )
    KeptIdentifier.objects.bulk_create(
        KeptIdentifier(
            programme_id=row.programme_id,
            batch=batch,
            kind=one.likely.kind,
            words=one.likely.words,
            why=one.why,
        )
        for one in kept
    )
