"""A visit that came home when its family was closed or handed on: who reads it.

Nothing of it is in the record yet, so the child's choices stand in the visit itself.
They are asked as those of the record are (`child_sharing`), and where the same thing
stands in the record too, both must agree.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kinfold_core.access.roles import Role
from kinfold_core.practice.child_sharing import Choice, MayShow, may_read_at_work
from kinfold_core.practice.child_tools import Said
from kinfold_core.practice.offline_whom import is_about_somebody


class WhyHeld(Said):
    """Why a visit could not go into the record when it came home."""

    CLOSED = "closed", "The record of this family was closed meanwhile"
    NOT_OPEN = "not_open", "This family is not open to you any more"
    NOT_HERE = "not_here", "This child is not in this family's record any more"
    ANOTHERS = "anothers", "Another worker answers for this time with the child now"
    MOVED = "moved", "Something of this visit stands elsewhere in Kinfold already"
    REFUSED = "refused", "The record does not take this visit as it is"


def may_read_held(
    answers: Mapping[str, MayShow],
    standing: Sequence[Choice] | None,
    *,
    is_recorder: bool,
    is_answering: bool,
    roles: frozenset[Role],
) -> bool:
    """Whether somebody to whom the family is open may read one thing of a held visit.

    Args:
        answers: what the child answered in the visit, by audience.
        standing: what the child chose in the record; None when it is not there.
    """
    # somebody by name is no colleague: at work the groups count
    asked = [
        Choice(audience=who, answer=answer)
        for who, answer in answers.items()
        if not is_about_somebody(who)
    ]
    return all(
        may_read_at_work(
            choices, is_recorder=is_recorder, is_answering=is_answering, roles=roles
        )
        for choices in (asked, standing)
        if choices is not None
    )


def why_not_taken_in(*, is_answering: bool, is_closed: bool, is_done: bool) -> str:
    """Why somebody cannot take a held visit into the record, or "".

    Whoever takes it in reads all of it.
    """
    if is_done:
        return "This was dealt with already"
    if not is_answering:
        return (
            "A manager of the family, or a conference chair, takes this in: it holds "
            "what the child kept to themselves"
        )
    if is_closed:
        return "The record is closed. Open it again first, then take this in"
    return ""


def why_not_passed_on(*, is_with_them: bool, is_answering: bool, is_done: bool) -> str:
    """Why somebody cannot leave a held visit to another worker, or "".

    Args:
        is_with_them: it was passed on to them, or to nobody and they were there.
    """
    if is_done:
        return "This was dealt with already"
    if not (is_with_them or is_answering):
        return "Whoever it is with, or a manager of the family, passes this on"
    return ""


def may_settle(
    *, was_at_visit: bool, is_answering: bool, is_handed_over: bool, is_theirs_now: bool
) -> bool:
    """Whether somebody may choose between two wordings of a visit.

    Whoever was there. A manager when they handed it over, or when the family
    (`is_theirs_now`: still with whoever was there) went to somebody else.
    """
    return was_at_visit or (is_answering and (is_handed_over or not is_theirs_now))
