"""The page of a group supervision: its steps, what was written, what came of it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from kinfold.platform.components import SummaryRow
from kinfold.records.presenters.words import day
from kinfold.supervision.models import (
    GroupSupervision,
    PutOnMap,
    SessionDraft,
    SessionRating,
    StepRun,
)
from kinfold.supervision.policy import is_author_told
from kinfold.supervision.selectors.sessions import Room
from kinfold_core.phrases import listed, number
from kinfold_core.practice.running_order import STEPS, at, number_of

STATES = {
    "planned": "Planned",
    "held": "Held. What was learned is still to be written",
    "learned": "Held",
    "called_off": "Called off",
}
# Where on the page a step is written; the first three are talked and drawn
PLACES = {
    number_of("dangers"): "danger",
    number_of("goals"): "goal",
    number_of("scaling"): "number",
    number_of("questions"): "question",
    number_of("next"): "next_step",
    number_of("learned"): "learned",
}
AUDIENCES = dict(SessionDraft.Audience.choices)


@dataclass(frozen=True, slots=True)
class StepCard:
    """One step of the running order, as far as it has come."""

    number: int
    title: str
    how: str
    minutes: int
    is_running: bool
    is_done: bool
    line: str


@dataclass(frozen=True, slots=True)
class Clock:
    """The step that runs: when it began, when its minutes are over. 0 is no step.

    The page says both in words; script counts between them.
    """

    number: int
    title: str = ""
    minutes: int = 0
    started: str = ""
    until: str = ""
    line: str = ""


@dataclass(frozen=True, slots=True)
class DraftCard:
    id: UUID
    kind: str
    text: str
    might_happen: str
    anchor_0: str
    anchor_10: str
    audience: str
    due: str
    by: str
    is_mine: bool
    is_shown: bool
    may_take_back: bool
    is_on_map: bool
    is_taken_along: bool


@dataclass(frozen=True, slots=True)
class NumberCard:
    id: UUID
    value: str
    by: str
    about: str
    reason: str
    one_higher: str
    may_put_on_map: bool
    is_on_map: bool


@dataclass(frozen=True, slots=True)
class CameOf:
    """Something that is on the map because of this, with a way to it."""

    what: str
    words: str
    by: str
    url: str


@dataclass(frozen=True, slots=True)
class SessionPage:
    state: str
    title: str
    rows: tuple[SummaryRow, ...]
    steps: tuple[StepCard, ...]
    clock: Clock
    following: StepCard | None
    place: str
    drafts: dict[str, list[DraftCard]]
    choosable: dict[str, bool]
    waiting: dict[str, str]
    numbers: tuple[NumberCard, ...]
    spread: str
    came: tuple[CameOf, ...]
    clarity: str


def session_page(
    room: Room, *, worker_id: UUID | None, danger_names: dict[UUID, str]
) -> SessionPage:
    """The whole page. No query."""
    session = room.session
    steps = _steps(session, room.runs)
    running = next((run for run in room.runs if run.ended_at is None), None)
    drafts: dict[str, list[DraftCard]] = defaultdict(list)
    for draft in room.drafts:
        drafts[draft.kind].append(_draft(draft, worker_id))
    return SessionPage(
        state=STATES[session.state],
        title=f"Group supervision, {day(session.planned_on)}",
        rows=_rows(room),
        steps=steps,
        clock=clock(session, running),
        following=_following(steps, room.step),
        place=PLACES.get(room.step, ""),
        drafts=dict(drafts),
        choosable={
            kind: any(not card.is_on_map for card in cards)
            for kind, cards in drafts.items()
        },
        waiting={kind: _waiting(count) for kind, count in room.waiting.items()},
        numbers=tuple(
            _number(rating, worker_id, danger_names) for rating in room.ratings
        ),
        spread=_spread(room.ratings),
        came=tuple(came_of(put) for put in room.put),
        clarity=_clarity(session),
    )


def clock(session: GroupSupervision, running: StepRun | None) -> Clock:
    """The step that runs, in words and as two moments."""
    if running is None:
        return Clock(0)
    minutes = session.minutes[running.step - 1]
    until = running.started_at + timedelta(minutes=minutes)
    return Clock(
        number=running.step,
        title=at(running.step).title,
        minutes=minutes,
        started=running.started_at.isoformat(),
        until=until.isoformat(),
        line=f"Began {_time(running.started_at)}, {_minutes(minutes)}, "
        f"until {_time(until)}",
    )


def came_of(put: PutOnMap) -> CameOf:
    """Where on the map it stands now, and who confirmed it."""
    if put.entry_id:
        url = reverse("versions:entry", args=[put.family_id, put.entry_id])
    else:
        url = reverse("versions:danger", args=[put.family_id, put.danger_id])
    return CameOf(
        what=put.get_what_display(),
        words=put.words,
        by=f"confirmed by {put.confirmed_by.name}, "
        f"{day(timezone.localdate(put.confirmed_at))}",
        url=url,
    )


def _rows(room: Room) -> tuple[SummaryRow, ...]:
    session = room.session
    rows = [
        SummaryRow("Brought by", session.presenter.name),
        SummaryRow("Led by", session.facilitator.name),
    ]
    if session.advisor:
        rows.append(SummaryRow("Advised by", session.advisor.name))
    if room.attendees:
        rows.append(
            SummaryRow("In the group", listed([one.name for one in room.attendees]))
        )
    if session.place:
        rows.append(SummaryRow("When and where", session.place))
    if session.presenter_goal:
        rows.append(SummaryRow("What for", session.presenter_goal))
    if session.what_is_hard:
        rows.append(SummaryRow("What is hard", session.what_is_hard))
    return tuple(rows)


def _steps(
    session: GroupSupervision, runs: tuple[StepRun, ...]
) -> tuple[StepCard, ...]:
    by_step: dict[int, list[StepRun]] = defaultdict(list)
    for run in runs:
        by_step[run.step].append(run)
    cards = []
    for position, step in enumerate(STEPS, start=1):
        own = by_step[position]
        is_running = any(run.ended_at is None for run in own)
        minutes = session.minutes[position - 1]
        line = _took(own) if own and not is_running else _minutes(minutes)
        cards.append(
            StepCard(
                number=position,
                title=step.title,
                how=step.how,
                minutes=minutes,
                is_running=is_running,
                is_done=bool(own) and not is_running,
                line=line,
            )
        )
    return tuple(cards)


def _following(steps: tuple[StepCard, ...], running: int) -> StepCard | None:
    if running:
        return steps[running] if running < len(steps) else None
    done = [card.number for card in steps if card.is_done]
    return steps[max(done)] if done and max(done) < len(steps) else steps[0]


def _took(runs: list[StepRun]) -> str:
    seconds = sum(
        (run.ended_at - run.started_at).total_seconds() for run in runs if run.ended_at
    )
    began = _time(runs[0].started_at)
    ended = runs[-1].ended_at
    took = max(1, round(seconds / 60))
    return f"{began} to {_time(ended) if ended else ''}, took {_minutes(took)}"


def _minutes(count: int) -> str:
    return f"{count} minute{'' if count == 1 else 's'}"


def _time(moment: datetime) -> str:
    return f"{timezone.localtime(moment):%H:%M}"


def _draft(draft: SessionDraft, worker_id: UUID | None) -> DraftCard:
    is_mine = worker_id is not None and draft.author_id == worker_id
    is_told = is_author_told(
        author_id=draft.author_id,
        worker_id=worker_id,
        is_shown=draft.is_author_shown,
    )
    name = draft.author.name if draft.author else draft.author_name
    return DraftCard(
        id=draft.pk,
        kind=draft.kind,
        text=draft.text,
        might_happen=draft.might_happen,
        anchor_0=draft.anchor_0,
        anchor_10=draft.anchor_10,
        audience=AUDIENCES.get(draft.audience, ""),
        due=f"by {day(draft.due_on)}" if draft.due_on else "",
        by=("You" if is_mine else name) if is_told else "",
        is_mine=is_mine,
        is_shown=draft.is_author_shown,
        may_take_back=worker_id in {draft.author_id, draft.typed_by_id}
        and draft.became_id is None,
        is_on_map=draft.became_id is not None,
        is_taken_along=draft.is_taken_along,
    )


def _waiting(count: int) -> str:
    if not count:
        return ""
    if count == 1:
        return "1 colleague's draft waits to be read out"
    return f"{count} drafts of colleagues wait to be read out"


def _number(
    rating: SessionRating, worker_id: UUID | None, danger_names: dict[UUID, str]
) -> NumberCard:
    is_on_map = bool(rating.put_on_map.all())
    is_mine = worker_id is not None and rating.rater_id == worker_id
    about = danger_names.get(rating.danger_id) if rating.danger_id else None
    return NumberCard(
        id=rating.pk,
        value=number(rating.value) if rating.value is not None else "",
        by=rating.rater_name,
        about=about or "The family as a whole",
        reason=rating.reason,
        one_higher=rating.one_higher,
        may_put_on_map=is_mine and not is_on_map and about is not None,
        is_on_map=is_on_map,
    )


def _spread(ratings: tuple[SessionRating, ...]) -> str:
    values = [rating.value for rating in ratings if rating.value is not None]
    if len(values) < 2:
        return ""
    apart = max(values) - min(values)
    return f"{len(values)} numbers, {number(apart)} apart"


def _clarity(session: GroupSupervision) -> str:
    """How clear the worker was: "4 before, 7 after"."""
    parts = []
    if session.clarity_before is not None:
        parts.append(f"{number(session.clarity_before)} before")
    if session.clarity_after is not None:
        parts.append(f"{number(session.clarity_after)} after")
    return ", ".join(parts)
