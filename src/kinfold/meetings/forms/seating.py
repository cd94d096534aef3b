"""Who must not sit in one meeting, said where they are chosen."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kinfold.meetings.selectors import Offered
from kinfold_core.practice.written import Named


def must_not_meet(people: Iterable[Named], offered: Sequence[Offered]) -> str:
    """Why these cannot sit in one meeting, with what to do; "" when they can.

    On the telephone counts too: it is contact, and the wall is shown. Whoever was typed
    by name counts as the one of the family who is called so.
    """
    named = list(people)
    sat = [one for one in offered if any(_is(one.who, who) for who in named)]
    for one in sat:
        for other in sat:
            if other.who.person_id in one.kept_from:
                return (
                    f"{one.who.name} and {other.who.name} cannot be in one meeting: "
                    "they are kept apart, and why is written down. Hold two meetings, "
                    "or change that first on the page of one of them"
                )
    return ""


def _is(known: Named, who: Named) -> bool:
    if who.person_id is not None or who.worker_id is not None:
        return known.is_same_as(who)
    return known.name.casefold() == who.name.strip().casefold()
