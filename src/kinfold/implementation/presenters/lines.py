"""The lines of a plan, and what was said of each, as pages show them. No queries."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from uuid import UUID

from django.urls import reverse

from kinfold.implementation.selectors.plans import CommentRead, FeedbackRead
from kinfold.platform.components import Cell, Column, Table
from kinfold_core.people.dates import day_in_words
from kinfold_core.practice.implementation_plan import (
    DELIVERABLES,
    GOAL,
    Line,
    numbers_of,
)

SHORTEST = 70


@dataclass(frozen=True, slots=True)
class Said:
    """A comment or a piece of feedback, and what was answered."""

    who: str
    words: str
    answers: tuple[tuple[str, str], ...] = ()
    """Who answered, and their words."""
    answer_url: str = ""
    answer_label: str = ""
    about: str = ""


@dataclass(frozen=True, slots=True)
class LineCard:
    """A line as a page shows it. `urls` are what the viewer may do with it."""

    id: str
    number: str
    is_goal: bool
    text: str
    scale: tuple[tuple[str, str], ...]
    about: str
    evidence: str
    tags: tuple[str, ...]
    is_done: bool
    is_left_out: bool
    said: tuple[Said, ...] = ()
    edit_url: str = ""
    add_url: str = ""
    remove_url: str = ""
    comment_url: str = ""


@dataclass(frozen=True, slots=True)
class PartShown:
    """The plan itself ("") or a sub-plan, with its lines."""

    title: str
    lines: tuple[LineCard, ...]


def parts_of(
    lines: Sequence[Line],
    *,
    said: dict[str, list[Said]],
    plan_id: UUID | None = None,
    share_id: UUID | None = None,
) -> list[PartShown]:
    """The lines by sub-plan. With `plan_id` they may be written, with `share_id`
    commented on."""
    numbers = numbers_of(lines)
    part_of = _parts_by_goal(lines)
    return [
        PartShown(
            part or "The plan",
            tuple(
                _card(one, numbers[one.id], said.get(one.id, []), plan_id, share_id)
                for one in group
            ),
        )
        for part, group in groupby(lines, lambda one: part_of[one.goal_id or one.id])
    ]


def _parts_by_goal(lines: Sequence[Line]) -> dict[str, str]:
    """The sub-plan of each goal, "" for none. One that is left out does not say which
    it was of: it stays in its place, under the heading that it follows."""
    found: dict[str, str] = {}
    part = ""
    for one in lines:
        if one.kind == GOAL:
            part = part if one.is_left_out else one.part
            found[one.id] = part
    return found


def _card(
    one: Line,
    number: str,
    said: Sequence[Said],
    plan_id: UUID | None,
    share_id: UUID | None,
) -> LineCard:
    is_goal, urls = one.kind == GOAL, {}
    if plan_id:
        urls["edit_url"] = reverse("implementation:line", args=[plan_id, one.id])
        urls["remove_url"] = reverse("implementation:remove", args=[plan_id, one.id])
        if is_goal:
            urls["add_url"] = reverse(
                "implementation:add-action", args=[plan_id, one.id]
            )
    if share_id and not one.is_left_out:
        urls["comment_url"] = reverse("implementation:comment", args=[share_id, one.id])
    return LineCard(
        id=one.id,
        number=number,
        is_goal=is_goal,
        text=one.text,
        scale=_scale(one) if is_goal else (),
        about=_about(one),
        evidence=one.evidence,
        tags=tuple(
            DELIVERABLES[code] for code in one.deliverables if code in DELIVERABLES
        ),
        is_done=one.is_done,
        is_left_out=one.is_left_out,
        said=tuple(said),
        **urls,
    )


def _scale(one: Line) -> tuple[tuple[str, str], ...]:
    now = f"{one.now} of 10" if one.now is not None else ""
    rows = (("0 means", one.zero), ("10 means", one.ten), ("Now", now))
    return tuple((label, words) for label, words in rows if words)


def _about(one: Line) -> str:
    """An action's owner and day."""
    day = f"by {day_in_words(date.fromisoformat(one.due))}" if one.due else ""
    return ", ".join(said for said in (one.owner, day) if said)


def line_options(lines: Sequence[Line]) -> list[tuple[str, str]]:
    numbers = numbers_of(lines)
    return [(one.id, f"{numbers[one.id]} {_short(one.text)}") for one in lines]


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= SHORTEST else f"{flat[:SHORTEST]}…"


def said_by_line(
    comments: Iterable[CommentRead],
    feedback: Iterable[FeedbackRead],
    *,
    may_write: bool,
) -> dict[str, list[Said]]:
    """What others said of each line; of the whole plan under ""."""
    found: dict[str, list[Said]] = {}
    for one in comments:
        found.setdefault(one.row.line_id, []).append(
            comment_said(one, may_answer=may_write)
        )
    for other in feedback:
        found.setdefault(other.row.line_id, []).append(
            feedback_said(other, may_answer=may_write)
        )
    return found


def comment_said(one: CommentRead, *, may_answer: bool, about: str = "") -> Said:
    url = reverse("implementation:answer-comment", args=[one.row.pk])
    return Said(
        f"{one.row.by_name}, {one.place}",
        one.row.words,
        tuple((f"{a.by_name}, {a.by_place}", a.words) for a in one.answers),
        url if may_answer else "",
        "Answer",
        about,
    )


def feedback_said(one: FeedbackRead, *, may_answer: bool, about: str = "") -> Said:
    url = reverse("implementation:answer-feedback", args=[one.row.pk])
    taken: tuple[tuple[str, str], ...] = ()
    if one.answer:
        word = "Taken" if one.answer.is_taken else "Not taken"
        taken = ((f"{word}. {one.answer.by_name}", one.answer.why),)
    return Said(
        f"Road-test: {one.row.place}, {day_in_words(one.row.said_on)}",
        one.row.words,
        taken,
        url if may_answer else "",
        "Answer anew" if taken else "Answer",
        about,
    )


def feedback_list(
    feedback: Iterable[FeedbackRead], lines: Sequence[Line], *, may_write: bool
) -> list[Said]:
    """Each piece of feedback, with the line it is about as it is called now."""
    names = dict(line_options(lines))
    return [
        feedback_said(
            one,
            may_answer=may_write,
            about=names.get(one.row.line_id, "A line that has come out since")
            if one.row.line_id
            else "The whole plan",
        )
        for one in feedback
    ]


def deliverables_table(lines: Sequence[Line]) -> Table:
    """Which goals are about each deliverable of the programme."""
    numbers = numbers_of(lines)
    goals = [one for one in lines if one.kind == GOAL and not one.is_left_out]
    rows = []
    for code, words in DELIVERABLES.items():
        about = [one for one in goals if code in one.deliverables]
        said = "; ".join(f"{numbers[one.id]} {_short(one.text)}" for one in about)
        rows.append((Cell(words), Cell(said or "No goal yet")))
    return Table(
        caption="The programme's deliverables in this plan",
        is_caption_shown=False,
        columns=(Column("Deliverable"), Column("Goals")),
        rows=tuple(rows),
    )
