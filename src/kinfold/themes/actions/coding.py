"""The code book, the two seats, what each coder found, and settling differences."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from kinfold.platform import audit
from kinfold.platform.holding import insist
from kinfold.platform.models import said_by
from kinfold.platform.viewer import Viewer
from kinfold.records.errors import CannotDo, StaleVersion
from kinfold.themes import policy
from kinfold.themes.models import (
    AnswerCode,
    AnswerCoding,
    AnswerCollection,
    CoderSeat,
    CodeWording,
    CodingSettled,
)
from kinfold.themes.selectors.coding import both_codings, own_coding, seats_of
from kinfold.themes.selectors.collections import (
    answer,
    answers_of,
    book_of,
    code_with_history,
    collection,
    wordings_of,
)

WORDS = ("name", "meaning", "use_when", "not_when", "example", "is_dropped")


@transaction.atomic
def write_code(
    *,
    collection_id: UUID,
    code_id: UUID | None,
    seen_version: int,
    words: Mapping[str, object],
    by: Viewer,
) -> CodeWording:
    """Add a code, or give one other words; what it meant before stays to be read.

    Raises:
        PermissionDenied: it is not theirs to run.
        NotFound: no such collection or code.
        CannotDo: a coder is through, or another code has this name.
        StaleVersion: somebody else changed the code first.
    """
    row = collection(by, collection_id, is_locked=True)
    insist(policy.may_run(by))
    if seats_of(by, row).is_anybody_done:
        raise CannotDo(
            "A coder is through with these answers, by the code book as it stands"
        )
    others = [one for one in wordings_of(by, row) if one.code_id != code_id]
    name = str(words["name"])
    if any(one.name.casefold() == name.casefold() for one in others):
        raise CannotDo("Another code has this name. Choose one that differs", "name")
    standing = code_with_history(by, row, code_id)[0] if code_id else None
    if standing and standing.version != seen_version:
        raise StaleVersion(standing)
    code = standing.code if standing else _new_code(row)
    wording = CodeWording(
        programme_id=row.programme_id,
        code=code,
        version=seen_version + 1 if standing else 1,
        **{field: words[field] for field in WORDS},
        **said_by(by),
    )
    wording.save(force_insert=True)
    row.book_version += 1
    row.save(update_fields=["book_version"])
    audit.record_in_programme(
        by=by,
        action="code.written",
        target=wording,
        changes={"name": [standing.name if standing else None, name]},
    )
    return wording


def _new_code(row: AnswerCollection) -> AnswerCode:
    codes = AnswerCode.objects.filter(programme=row.programme_id, collection=row)
    last = codes.aggregate(last=Max("number"))["last"] or 0
    code = AnswerCode(programme_id=row.programme_id, collection=row, number=last + 1)
    code.save(force_insert=True)
    return code


@transaction.atomic
def take_seat(*, collection_id: UUID, by: Viewer) -> CoderSeat:
    """Become one of the two who code; whoever has a seat keeps it.

    Raises:
        PermissionDenied: coding is not part of their role.
        NotFound: no such collection.
        CannotDo: both seats are taken.
    """
    row = collection(by, collection_id, is_locked=True)
    insist(policy.may_code(by))
    seats = seats_of(by, row)
    if mine := seats.of(by):
        return mine
    free = seats.free()
    if free is None:
        raise CannotDo("Two people code these answers already")
    seat = CoderSeat(
        programme_id=row.programme_id,
        collection=row,
        seat=free,
        user_id=by.user_id,
        name=by.name,
    )
    seat.save(force_insert=True)
    audit.record_in_programme(
        by=by, action="coder.sat_down", target=seat, changes={"seat": free}
    )
    return seat


@transaction.atomic
def code_answer(
    *, collection_id: UUID, answer_id: UUID, codes: Collection[UUID], by: Viewer
) -> AnswerCoding:
    """Keep which codes the coder gives an answer; none is an answer too.

    What becomes of it is not in the programme's history: the other coder reads that.

    Raises:
        NotFound: no such collection or answer.
        PermissionDenied: they do not code it.
        CannotDo: they are through, or a code is not in the book any more.
    """
    row = collection(by, collection_id)
    found = answer(by, row, answer_id)
    seat = _own_seat(row, by)
    if not set(codes) <= {one.code_id for one in book_of(by, row)}:
        raise CannotDo(
            "The code book changed meanwhile. Look at its codes again", "codes"
        )
    earlier = AnswerCoding.objects.filter(
        programme=row.programme_id, seat=seat, answer=found
    )
    last = earlier.aggregate(last=Max("version"))["last"] or 0
    coding = AnswerCoding(
        programme_id=row.programme_id,
        seat=seat,
        answer=found,
        version=last + 1,
        book_version=row.book_version,
        codes=sorted(codes),
    )
    coding.save(force_insert=True)
    audit.record_in_programme(
        by=by, action="answer.coded", target=coding, changes={"number": found.number}
    )
    return coding


@transaction.atomic
def end_coding(*, collection_id: UUID, by: Viewer) -> None:
    """Say that they are through. From when both are, each sees what the other found.

    Raises:
        NotFound: no such collection.
        PermissionDenied: they do not code it.
        CannotDo: there is no answer, or some are not coded by the book as it is.
    """
    row = collection(by, collection_id, is_locked=True)
    seat = _own_seat(row, by)
    own = own_coding(by, row, seats_of(by, row))
    answers = list(answers_of(by, row))
    left = [a for a in answers if not own.is_up_to_date(a.pk, row.book_version)]
    if not answers or left:
        raise CannotDo(
            f"{len(left)} answers are not coded yet by the code book as it is. Code "
            "them first"
            if answers
            else "There is no answer to code yet"
        )
    seat.done_at = timezone.now()
    seat.save(update_fields=["done_at"])
    audit.record_in_programme(by=by, action="coder.done", target=seat, changes={})


@transaction.atomic
def settle_answer(
    *,
    collection_id: UUID,
    answer_id: UUID,
    codes: Collection[UUID],
    why: str,
    seen_version: int,
    by: Viewer,
) -> CodingSettled:
    """Keep what the two settled on for an answer they coded differently.

    Raises:
        NotFound: no such collection or answer.
        PermissionDenied: they are not one of the two.
        CannotDo: the two are not through, agree already, or no reason is given.
        StaleVersion: the other one settled it first.
    """
    row = collection(by, collection_id, is_locked=True)
    found = answer(by, row, answer_id)
    seats = seats_of(by, row)
    insist(policy.may_settle(by, seats.coders))
    both = both_codings(by, row, seats)
    if both is None:
        raise CannotDo("Both coders say first that they are through")
    first, second = (one.codes.get(found.pk, frozenset()) for one in both)
    if first == second:
        raise CannotDo("The two agree on this answer: there is nothing to settle")
    if not set(codes) <= {one.code_id for one in book_of(by, row)}:
        raise CannotDo("Choose from the codes of the book", "codes")
    if not why.strip():
        raise CannotDo("Say what settled it", "why")
    newest = CodingSettled.objects.filter(programme=row.programme_id, answer=found)
    standing = newest.order_by("-version").first()
    if (standing.version if standing else 0) != seen_version:
        raise StaleVersion(standing)
    settled = CodingSettled(
        programme_id=row.programme_id,
        answer=found,
        version=seen_version + 1,
        codes=sorted(codes),
        why=why,
        **said_by(by),
    )
    settled.save(force_insert=True)
    audit.record_in_programme(
        by=by, action="answer.settled", target=settled, changes={"number": found.number}
    )
    return settled


def _own_seat(row: AnswerCollection, by: Viewer) -> CoderSeat:
    """The seat they code from, locked.

    Raises:
        PermissionDenied: they have none.
        CannotDo: they said that they are through.
    """
    insist(policy.may_code(by))
    seat = (
        CoderSeat.objects.select_for_update(of=("self",))
        .filter(programme=row.programme_id, collection=row, user_id=by.user_id)
        .first()
    )
    insist(policy.has_seat(is_taken=seat is not None))
    if seat is None or seat.done_at is not None:
        raise CannotDo("You said that you are through with these answers")
    return seat
