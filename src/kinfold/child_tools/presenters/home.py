"""What the children of a family say: child by child, and what waits for an answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.urls import reverse

from kinfold.child_tools.presenters.session_page import state_of
from kinfold.platform.components import Tone
from kinfold_core.people.dates import day_in_words
from kinfold_core.practice.child_rows import SessionRow, heard_facts
from kinfold_core.practice.child_voice import children_heard, usual_days_to_answer
from kinfold_core.practice.living_map import Member

WEEKS = 12


@dataclass(frozen=True, slots=True)
class Line:
    title: str
    url: str
    when: str
    state: str
    tone: Tone
    said: str


@dataclass(frozen=True, slots=True)
class ChildCard:
    """One child with every time that somebody talked with them."""

    child: Member
    lines: tuple[Line, ...]
    begin_url: str
    own_url: str


@dataclass(frozen=True, slots=True)
class HomePage:
    heard: str
    answered: str
    children: tuple[ChildCard, ...]
    has_any: bool


def home_page(
    family_id: UUID,
    sessions: Sequence[SessionRow],
    children: Sequence[Member],
    *,
    today: date,
) -> HomePage:
    facts = heard_facts(sessions)
    ids = [one.person_id for one in children if one.person_id]
    share = children_heard(facts, ids, today=today, weeks=WEEKS)
    days = usual_days_to_answer(facts)
    plural = "child" if share.of == 1 else "children"
    return HomePage(
        heard=f"{share.count} of {share.of} {plural} used a tool "
        f"of their own in the last {WEEKS} weeks.",
        answered=""
        if days is None
        else f"The usual time until adults answered: {days:g} days.",
        children=tuple(_child(family_id, one, sessions, today) for one in children),
        has_any=bool(sessions),
    )


def _child(
    family_id: UUID, child: Member, sessions: Sequence[SessionRow], today: date
) -> ChildCard:
    mine = [one for one in sessions if one.child_id == child.person_id]
    begin = reverse("child_tools:begin", args=[family_id])
    return ChildCard(
        child=child,
        lines=tuple(_line(family_id, one, today) for one in mine),
        begin_url=f"{begin}?child={child.person_id}",
        own_url=reverse("child_words:own-page", args=[family_id, child.person_id])
        if any(one.may_write and one.is_finished for one in mine)
        else "",
    )


def _line(family_id: UUID, row: SessionRow, today: date) -> Line:
    state, tone = state_of(row, today)
    return Line(
        title=row.tool.label,
        url=reverse("child_tools:session", args=[family_id, row.id]),
        when=day_in_words(row.happened_on),
        state=state,
        tone=tone,
        said=next((one.words for one in row.told if one.words), ""),
    )
