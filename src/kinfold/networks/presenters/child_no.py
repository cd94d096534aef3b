"""Whom the children do not want there, in words: never how the child put it."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse

from kinfold_core import phrases
from kinfold_core.people.dates import day_in_words
from kinfold_core.practice.child_no import Despite, Refusals
from kinfold_core.practice.plan_written import Who


@dataclass(frozen=True, slots=True)
class RefusedView:
    """One person, every child's no to them, and what was decided of it.

    `next`: what comes before anything else is asked of them; "" once it was decided.
    """

    name: str
    said: tuple[str, ...]
    decided: str
    is_open: bool
    next: str
    url: str


def refused_view(family_id: UUID, refusals: Refusals, who: Who) -> RefusedView | None:
    """What stands beside somebody; None when no child said no to them."""
    said = refusals.of(who)
    if not said:
        return None
    decision = refusals.decision_on(who)
    return RefusedView(
        name=who.name,
        said=tuple(f"{one.in_words}." for one in said),
        decided=_decided(decision) if decision else "",
        is_open=bool(is_open := refusals.open_on(who)),
        next=f"Ask {is_open[0].child.name} again first." if is_open else "",
        url=reverse("child_no:decide", args=[family_id, said[0].of_whom]),
    )


def _decided(one: Despite) -> str:
    what = "is needed all the same" if one.is_there else "is not asked"
    who = f"{one.decided_by} decided on {day_in_words(one.decided_on)}"
    again = (
        f" Looked at again on {day_in_words(one.review_on)}." if one.review_on else ""
    )
    return (
        f"{who} that {one.about.name} {what}: {phrases.as_sentence(one.reason)}{again}"
    )
