"""Reads of who coded what. Until both coders are done, each sees their own alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from kinfold.platform.programme_places import place_is_in_it
from kinfold.platform.viewer import Viewer
from kinfold.themes.models import (
    AnswerCoding,
    AnswerCollection,
    CoderSeat,
    CodingSettled,
)
from kinfold.themes.models.coding import FIRST, SECOND
from kinfold.themes.selectors.collections import insist_reads

Codes = frozenset[UUID]
Settled = CodingSettled


@dataclass(frozen=True, slots=True)
class Seats:
    """The two seats as far as they are taken, the first one first."""

    taken: tuple[CoderSeat, ...]

    @property
    def are_done(self) -> bool:
        """Both are taken, and both coders have said that they are through."""
        return len(self.taken) == SECOND and all(one.done_at for one in self.taken)

    @property
    def is_anybody_done(self) -> bool:
        return any(one.done_at for one in self.taken)

    @property
    def coders(self) -> frozenset[int]:
        return frozenset(one.user_id for one in self.taken)

    def of(self, viewer: Viewer) -> CoderSeat | None:
        mine = (one for one in self.taken if one.user_id == viewer.user_id)
        return next(mine, None)

    def free(self) -> int | None:
        taken = {one.seat for one in self.taken}
        return next((one for one in (FIRST, SECOND) if one not in taken), None)


@dataclass(frozen=True, slots=True)
class Found:
    """What one coder found: codes by answer, and by which book each was coded."""

    codes: Mapping[UUID, Codes]
    books: Mapping[UUID, int]

    def is_up_to_date(self, answer_id: UUID, book_version: int) -> bool:
        return self.books.get(answer_id) == book_version


def seats_of(viewer: Viewer, row: AnswerCollection) -> Seats:
    insist_reads(viewer)
    rows = CoderSeat.objects.filter(programme=row.programme_id, collection=row)
    return Seats(tuple(rows.order_by("seat")))


def own_coding(viewer: Viewer, row: AnswerCollection, seats: Seats) -> Found:
    """What the viewer coded; nothing for whoever has no seat. One query."""
    insist_reads(viewer)
    seat = seats.of(viewer)
    return _found(row, seat) if seat else Found({}, {})


def both_codings(
    viewer: Viewer, row: AnswerCollection, seats: Seats
) -> tuple[Found, Found] | None:
    """What each of the two coded first. None until both are done: nobody, not even
    whoever runs the collection, is shown one coder's codes before. Two queries."""
    insist_reads(viewer)
    if not seats.are_done:
        return None
    first, second = seats.taken
    return _found(row, first), _found(row, second)


def how_many_coded(
    viewer: Viewer, row: AnswerCollection, seats: Seats
) -> dict[int, int]:
    """How many answers each seat has coded by the book as it is. One query."""
    insist_reads(viewer)
    coded: dict[int, set[UUID]] = {one.seat: set() for one in seats.taken}
    rows = AnswerCoding.objects.filter(
        place_is_in_it("answer__authority"),
        programme=row.programme_id,
        seat__collection=row,
        book_version=row.book_version,
    )
    for seat, answer_id in rows.values_list("seat__seat", "answer_id"):
        coded[seat].add(answer_id)
    return {seat: len(answers) for seat, answers in coded.items()}


def settlings_of(
    viewer: Viewer, row: AnswerCollection, seats: Seats
) -> dict[UUID, CodingSettled]:
    """The newest settling of each answer; none until both are done. One query."""
    insist_reads(viewer)
    if not seats.are_done:
        return {}
    rows = (
        CodingSettled.objects.filter(
            place_is_in_it("answer__authority"),
            programme=row.programme_id,
            answer__collection=row,
        )
        .order_by("answer", "-version")
        .distinct("answer")
    )
    return {one.answer_id: one for one in rows}


def settled_codes(
    viewer: Viewer, row: AnswerCollection, seats: Seats
) -> dict[UUID, Codes]:
    """The codes each answer has in the end: what both gave it, or what they settled.
    An answer on which they differ still is not in it. Three queries."""
    both = both_codings(viewer, row, seats)
    if both is None:
        return {}
    first, second = both
    agreed = {
        answer_id: codes
        for answer_id, codes in first.codes.items()
        if second.codes.get(answer_id) == codes
    }
    settled = settlings_of(viewer, row, seats).items()
    return agreed | {answer_id: frozenset(one.codes) for answer_id, one in settled}


def _found(row: AnswerCollection, seat: CoderSeat) -> Found:
    newest = list(
        AnswerCoding.objects.filter(
            place_is_in_it("answer__authority"),
            programme=row.programme_id,
            seat=seat,
        )
        .order_by("answer", "-version")
        .distinct("answer")
    )
    return Found(
        {one.answer_id: frozenset(one.codes) for one in newest},
        {one.answer_id: one.book_version for one in newest},
    )
