"""Links as the worker sees them: for whom, until when, and whether they were opened."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from kinfold.copies.selectors import LinkRow
from kinfold.practice.presenters import words
from kinfold_core.people.dates import day_in_words
from kinfold_core.practice.copy_link import MOST_WRONG, LinkState

STATES: Final = {
    LinkState.CALLED_BACK: "Called back.",
    LinkState.LOCKED: f"Closed: the code was wrong {MOST_WRONG} times. If they did "
    "not try it themselves, somebody else has the link.",
    LinkState.ENDED: "Ended.",
    LinkState.NOT_SAFE: "Closed: they are marked not safe to contact now.",
    LinkState.GONE: "Closed: they are not in this family now.",
    LinkState.OF_NETWORK: "Closed: the family's copy is not for somebody of the "
    "network. Give them Their own copy, on Network.",
    LinkState.REFUSED: "Closed: a child does not want them there, and nobody has "
    "written down why they are.",
    LinkState.APART: "Closed: they must not know where somebody lives, and it says how "
    "days go there. Make a new one.",
    LinkState.KEPT_BACK: "Closed: something has been kept from the family since, and "
    "it may be on it. Make a new one.",
}


@dataclass(frozen=True, slots=True)
class LinkLine:
    """One link. `call_back_url` is empty once it can open nothing again."""

    name: str
    line: str
    used: str
    call_back_url: str


def link_lines(
    links: Iterable[LinkRow], family_id: UUID, *, now: datetime
) -> tuple[LinkLine, ...]:
    """Each link and where it stands. No query."""
    return tuple(_line(link, family_id, now) for link in links)


def _line(link: LinkRow, family_id: UUID, now: datetime) -> LinkLine:
    until = day_in_words(timezone.localdate(link.expires_at))
    is_over = link.state in (LinkState.CALLED_BACK, LinkState.ENDED)
    return LinkLine(
        name=link.person_name,
        line=STATES.get(link.state, f"Opens until {until}."),
        used=_used(link, now),
        call_back_url=""
        if is_over
        else reverse("copies:call-back", args=[family_id, link.id]),
    )


def _used(link: LinkRow, now: datetime) -> str:
    made = f"Made by {link.made_by} {words.moment(link.made_on, now=now)}."
    if link.wrong_count:
        made += f" Wrong code {_times(link.wrong_count)}."
    if link.last_opened_at is None:
        return f"{made} Not opened yet."
    last = words.moment(link.last_opened_at, now=now)
    return f"{made} Opened {_times(link.opened_count)}, last {last}."


def _times(count: int) -> str:
    return "once" if count == 1 else f"{count} times"


def message_for(address: str, until: datetime) -> str:
    """What can be sent with it: no name, and nothing of what it opens."""
    day = day_in_words(timezone.localdate(until))
    return f"Here is your copy: {address} It opens with our code, until {day}."
