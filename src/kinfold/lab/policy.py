"""Who sets a lab, books it, reads what was brought, and writes what was learned."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from kinfold.platform.viewer import Viewer
from kinfold_core.access import Action
from kinfold_core.decision import Decision, allow, refuse


@dataclass(frozen=True, slots=True)
class Standing:
    """A pack as it stands: whose, who booked seats, until when it is open."""

    owner: UUID
    booked: frozenset[UUID]
    held_on: date
    days_open: int
    is_withdrawn: bool

    @property
    def open_until(self) -> date:
        return self.held_on + timedelta(days=self.days_open)


def may_see(viewer: Viewer) -> Decision:
    return viewer.may(Action.SEE_PROGRAMME)


def may_run(viewer: Viewer) -> Decision:
    """Set the days, and help anywhere."""
    return viewer.may(Action.RUN_LAB)


def may_book(viewer: Viewer) -> Decision:
    """Book for one's own authority, and write what its team takes with it."""
    return viewer.may(Action.BOOK_LAB)


def may_read_pack(viewer: Viewer, pack: Standing, today: date) -> Decision:
    """Its own authority always; those who booked and those who run it while open."""
    if pack.is_withdrawn:
        return refuse("The consent to tell this case was taken back")
    if viewer.authority_id == pack.owner:
        return may_see(viewer)
    if today > pack.open_until:
        return refuse("The days in which this case could be read are over")
    if viewer.authority_id in pack.booked:
        return may_see(viewer)
    return may_run(viewer)


def may_follow_up(viewer: Viewer, owner: UUID) -> Decision:
    """What came of a case is its own authority's to tell."""
    if viewer.authority_id != owner:
        return refuse("What came of a case is written by the authority that brought it")
    return may_book(viewer)


def is_a_second(by_user_id: int, decided_by: frozenset[int]) -> Decision:
    """Whoever wrote the words, or decided on them, does not confirm them."""
    if by_user_id in decided_by:
        return refuse(
            "You wrote these words or decided on them. Somebody else of your authority "
            "confirms them"
        )
    return allow("somebody else wrote these words and decided on them")
