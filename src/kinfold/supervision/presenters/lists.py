"""Lists of supervision: mine and my team's, and one family's."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.urls import reverse

from kinfold.platform.components import Link, TimelineEntry
from kinfold.records.presenters.words import day
from kinfold.supervision.models import GroupSupervision
from kinfold.supervision.presenters.session_page import CameOf, came_of
from kinfold.supervision.selectors.one_to_one import CaseFile
from kinfold.supervision.selectors.sessions import FamilySupervision, SessionRow
from kinfold_core.people.dates import day_in_words
from kinfold_core.phrases import shortened

State = GroupSupervision.State


@dataclass(frozen=True, slots=True)
class SessionLine:
    family: str
    url: str
    when: str
    who: str
    note: str
    is_mine: bool


@dataclass(frozen=True, slots=True)
class SessionLists:
    upcoming: tuple[SessionLine, ...]
    to_learn: tuple[SessionLine, ...]
    held: tuple[SessionLine, ...]


def session_lists(rows: tuple[SessionRow, ...], *, today: date) -> SessionLists:
    """What comes, soonest first; what waits for its learning; what was held."""
    upcoming = [row for row in rows if row.session.state == State.PLANNED]
    return SessionLists(
        upcoming=tuple(_line(row, today) for row in reversed(upcoming)),
        to_learn=tuple(_line(r, today) for r in rows if r.session.state == State.HELD),
        held=tuple(_line(r, today) for r in rows if r.session.state == State.LEARNED),
    )


def _line(row: SessionRow, today: date) -> SessionLine:
    session = row.session
    seats = session.__dict__["seat_count"] + 2 + (session.advisor_id is not None)
    if session.learning_points:
        note = shortened(" ".join(session.learning_points.split()), 140)
    else:
        note = f"{seats} people" + (f" · {session.place}" if session.place else "")
    return SessionLine(
        family=row.family.name,
        url=reverse("supervision:group", args=[session.family_id, session.pk]),
        when=_when(session.planned_on, today),
        who=f"{session.presenter.name} brings, {session.facilitator.name} leads",
        note=note,
        is_mine=row.is_mine,
    )


def _when(on: date, today: date) -> str:
    days = (on - today).days
    near = {0: "Today", 1: "Tomorrow", -1: "Yesterday"}.get(days)
    said = f"{on:%A} {day_in_words(on)}"
    if near:
        return f"{near}, {said}"
    return f"{said}, in {days} days" if 1 < days <= 14 else said


@dataclass(frozen=True, slots=True)
class FamilyPage:
    """What supervision came to for one family."""

    planned: tuple[Link, ...]
    history: tuple[TimelineEntry, ...]
    came: tuple[CameOf, ...]


def family_page(found: FamilySupervision, *, may_see: bool) -> FamilyPage:
    """Days and what came of it; what was learned for those who may see supervision."""
    coming = [one for one in found.sessions if one.state == State.PLANNED]
    entries = [
        (one.planned_on, _group_entry(one, may_see))
        for one in found.sessions
        if one.held_at is not None
    ]
    for case in found.cases:
        url = reverse("supervision:case", args=[case.family_id, case.pk])
        entries.append(
            (
                case.held_on,
                TimelineEntry(
                    title="Supervision one to one",
                    when=day(case.held_on),
                    datetime=case.held_on.isoformat(),
                    text=f"Next on {day(case.next_on)}" if case.next_on else "",
                    by=f"{case.worker.name} and {case.supervisor.name}",
                    icon="messages-square",
                    url=url if may_see else "",
                ),
            )
        )
    return FamilyPage(
        planned=tuple(
            Link(
                f"{day(one.planned_on)}, {one.presenter.name} brings it",
                reverse("supervision:group", args=[one.family_id, one.pk])
                if may_see
                else "",
            )
            for one in reversed(coming)
        ),
        history=tuple(
            entry
            for _, entry in sorted(entries, key=lambda pair: pair[0], reverse=True)
        ),
        came=tuple(came_of(put) for put in found.put),
    )


def _group_entry(session: GroupSupervision, may_see: bool) -> TimelineEntry:
    texts = [session.outcome, session.learning_points if may_see else ""]
    unsaid = "What was learned is still to be written"
    is_unsaid = may_see and not session.learning_points
    return TimelineEntry(
        title="Group supervision",
        when=day(session.planned_on),
        datetime=session.planned_on.isoformat(),
        text=" ".join(text for text in [*texts, unsaid if is_unsaid else ""] if text),
        by=f"brought by {session.presenter.name}",
        icon="users-round",
        tone="well" if session.learning_points else "calm",
        url=reverse("supervision:group", args=[session.family_id, session.pk])
        if may_see
        else "",
    )


@dataclass(frozen=True, slots=True)
class DecisionCard:
    id: UUID
    text: str
    reason: str
    line: str
    map_url: str


def decision_cards(file: CaseFile) -> tuple[DecisionCard, ...]:
    cards = []
    for one in file.decisions:
        put = next(iter(one.put_on_map.all()), None)
        due = f", by {day(one.due_on)}" if one.due_on else ""
        cards.append(
            DecisionCard(
                id=one.pk,
                text=one.text,
                reason=one.reason,
                line=f"{one.who.name}{due}",
                map_url=came_of_url(put.family_id, put.entry_id) if put else "",
            )
        )
    return tuple(cards)


def came_of_url(family_id: UUID, entry_id: UUID | None) -> str:
    return reverse("versions:entry", args=[family_id, entry_id]) if entry_id else ""
