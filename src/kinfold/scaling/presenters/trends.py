"""The scales of a danger statement over time: a picture, a sentence and a table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from kinfold.practice.models import SafetyScale
from kinfold.practice.presenters import words
from kinfold.records.presenters.words import moment
from kinfold.scaling.selectors import AnswerRow, ScaleRow
from kinfold_core import phrases
from kinfold_core.people.dates import day_in_words
from kinfold_core.practice.scales import SCALE_ENDS, ScaleEnds
from kinfold_core.practice.trend_drawing import (
    Course,
    Told,
    courses_in_words,
    draw_courses,
)

SCALE_NAMES = {str(kind): str(name) for kind, name in SafetyScale.Type.choices}


@dataclass(frozen=True, slots=True)
class Line:
    name: str
    place: str
    when: str
    why_not_lower: str
    one_higher: str
    is_confirmed: bool


@dataclass(frozen=True, slots=True)
class Meant:
    """What the ends meant before, and until when."""

    until: str
    anchor_0: str
    anchor_10: str
    changed: str


@dataclass(frozen=True, slots=True)
class Trend:
    scale_type: str
    title: str
    anchor_0: str
    anchor_10: str
    reached_when: str
    sentence: str
    drawing: SafeString
    lines: tuple[Line, ...]
    rate_url: str
    ends_url: str
    meant: tuple[Meant, ...]


def trends(
    rows: Sequence[ScaleRow], family_id: UUID, danger_id: UUID
) -> tuple[Trend, ...]:
    """Every kind of scale that can be asked; those nobody was asked come last."""
    known = {row.scale_type: row for row in rows}
    thing = [family_id, danger_id]
    return tuple(
        _trend(known.get(kind) or ScaleRow(kind, *SCALE_ENDS[kind], "", ()), thing)
        for kind in sorted(SafetyScale.Type.values, key=lambda kind: kind not in known)
    )


def _trend(row: ScaleRow, thing: list[UUID]) -> Trend:
    courses = _courses(row.answers)
    is_of_safety = row.scale_type == SafetyScale.Type.SAFETY
    name = "rate" if is_of_safety else f"rate-{row.scale_type}"
    return Trend(
        scale_type=row.scale_type,
        title=SCALE_NAMES[row.scale_type],
        anchor_0=row.anchor_0,
        anchor_10=row.anchor_10,
        reached_when=row.reached_when,
        sentence=courses_in_words(courses),
        drawing=mark_safe(draw_courses(courses)),  # noqa: S308  escaped there
        lines=tuple(_line(answer) for answer in reversed(row.answers)),
        rate_url=reverse(f"scaling:{name}", args=thing),
        ends_url=""
        if is_of_safety
        else reverse(f"scaling:ends-{row.scale_type}", args=thing),
        meant=_meant(row),
    )


def ends_differ(now: ScaleEnds, typed: ScaleEnds) -> list[tuple[str, str, str]]:
    """Question, what stands, what was typed: where the two differ."""
    asked = (
        ("What does 0 mean here?", now.anchor_0, typed.anchor_0),
        ("What does 10 mean here?", now.anchor_10, typed.anchor_10),
        ("Enough for the next stage", now.reached_when, typed.reached_when),
    )
    return [one for one in asked if one[1] != one[2]]


def _meant(row: ScaleRow) -> tuple[Meant, ...]:
    """Each meaning the ends had before, newest first, with who changed it when."""
    before = [ScaleEnds(*SCALE_ENDS[row.scale_type])]
    before += [one.ends for one in row.wordings[:-1]]
    return tuple(
        Meant(
            until=moment(new.at),
            anchor_0=was.anchor_0,
            anchor_10=was.anchor_10,
            changed=new.by,
        )
        for was, new in reversed(list(zip(before, row.wordings, strict=False)))
    )


def _courses(answers: Sequence[AnswerRow]) -> tuple[Course, ...]:
    """Each person's numbers, in the order in which they were first asked."""
    found: list[tuple[AnswerRow, list[Told]]] = []
    for answer in answers:
        if answer.value is None:
            continue
        told = Told(answer.rated_on, answer.value)
        for first, course in found:
            if first.rater.is_same_as(answer.rater):
                course.append(told)
                break
        else:
            found.append((answer, [told]))
    return tuple(Course(first.rater.name, tuple(told)) for first, told in found)


def _line(answer: AnswerRow) -> Line:
    occasion = words.OCCASIONS.get(answer.occasion, "")
    when = " ".join(part for part in (day_in_words(answer.rated_on), occasion) if part)
    return Line(
        name=answer.rater.name,
        place=words.NO_NUMBER[answer.answer]
        if answer.value is None
        else phrases.number(answer.value),
        when=when,
        why_not_lower=answer.why_not_lower,
        one_higher=answer.one_higher,
        is_confirmed=answer.is_confirmed,
    )
