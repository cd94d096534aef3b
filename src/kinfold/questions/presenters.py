"""Questions as their pages show them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from uuid import UUID

from django.http import QueryDict
from django.urls import reverse

from kinfold.platform.components import TimelineEntry
from kinfold.questions.selectors import LastAsked, Wording
from kinfold.questions.words import AUDIENCES, STAGES, TOPICS
from kinfold.records.presenters.words import moment
from kinfold_core.people.dates import day_in_words
from kinfold_core.practice.questions import Question, Topic

MOST_SHOWN = 300
MOST_CARDS = 64
_COLUMNS = {
    Topic.HARM: "worried",
    Topic.DANGER: "worried",
    Topic.COMPLICATING_FACTOR: "worried",
    Topic.EXISTING_SAFETY: "well",
    Topic.STRENGTH: "well",
    Topic.GOAL: "needs",
    Topic.NEXT_STEP: "needs",
    Topic.PLAN: "needs",
}


@dataclass(frozen=True, slots=True)
class Reader:
    """Who looks at the library, and what they have done with it."""

    may_ask: bool
    may_edit: bool
    favourites: Set[str] = frozenset()
    family_id: UUID | None = None
    may_mark: bool = False
    asked: Mapping[str, LastAsked] | None = None


@dataclass(frozen=True, slots=True)
class QuestionLine:
    """A question with what this reader can do with it. "" is a door that is shut."""

    key: str
    text: str
    about: str
    tags: tuple[str, ...]
    is_hidden: bool
    is_favourite: bool
    favourite_url: str
    asked: str
    is_asked_today: bool
    asked_url: str
    edit_url: str


@dataclass(frozen=True, slots=True)
class TopicPart:
    """The questions about one thing."""

    key: str
    title: str
    column: str
    lines: tuple[QuestionLine, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """A question on paper."""

    text: str
    topic: str
    foot: str
    column: str


def question_line(question: Question, reader: Reader, *, today: date) -> QuestionLine:
    """One question for this reader. No query."""
    key = question.key
    last = (reader.asked or {}).get(key)
    is_today = last is not None and last.is_mine and last.on == today
    tags = ("Our own",) if question.is_ours else ()
    return QuestionLine(
        key=key,
        text=question.text,
        about=f"{STAGES[question.stage]} · {AUDIENCES[question.audience]}",
        tags=(*tags, "Not in the library") if question.is_hidden else tags,
        is_hidden=question.is_hidden,
        is_favourite=key in reader.favourites,
        favourite_url=reverse("questions:favourite", args=[key])
        if reader.may_ask
        else "",
        asked=_asked_words(last, today),
        is_asked_today=is_today,
        asked_url=reverse("questions:asked", args=[reader.family_id, key])
        if reader.may_mark
        else "",
        edit_url=reverse("questions:edit", args=[key]) if reader.may_edit else "",
    )


def _asked_words(last: LastAsked | None, today: date) -> str:
    if last is None:
        return ""
    day = "today" if last.on == today else day_in_words(last.on)
    return f"Asked {day}, {last.by}"


def topic_parts(
    questions: Iterable[Question], reader: Reader, *, today: date
) -> tuple[TopicPart, ...]:
    """Questions in their order, under what they are about."""
    return tuple(
        TopicPart(
            key=topic.value,
            title=TOPICS[topic],
            column=_COLUMNS.get(topic, "calm"),
            lines=tuple(question_line(q, reader, today=today) for q in group),
        )
        for topic, group in groupby(questions, key=lambda question: question.topic)
    )


def cards(questions: Iterable[Question]) -> tuple[Card, ...]:
    return tuple(
        Card(
            question.text,
            TOPICS[question.topic],
            f"{AUDIENCES[question.audience]} · {STAGES[question.stage]}",
            _COLUMNS.get(question.topic, "calm"),
        )
        for question in questions
    )


def count_words(count: int) -> str:
    """How many there are, in words."""
    if count == 0:
        return "No question has these words. Try fewer, or ask it your own way."
    shown = f"{count} question{'' if count == 1 else 's'}"
    if count > MOST_SHOWN:
        return f"{shown}. Here are the first {MOST_SHOWN}: narrow the list for others."
    return f"{shown}."


def with_query(url: str, query: QueryDict) -> str:
    """The address with what was looked for in it."""
    wanted = query.copy()
    for name in list(wanted):
        if name not in {"topic", "audience", "stage", "words", "mine"}:
            del wanted[name]
    return f"{url}?{wanted.urlencode()}" if wanted else url


def wording_lines(
    wordings: Iterable[Wording], shipped: str
) -> tuple[TimelineEntry, ...]:
    """Every wording, newest first, back to the one Kinfold comes with."""
    kept = [
        TimelineEntry(
            title="Taken out of the library" if one.is_hidden else one.text,
            when=moment(one.at),
            datetime=one.at.isoformat(),
            by=one.by,
            icon="eye-off" if one.is_hidden else "pencil",
        )
        for one in wordings
    ]
    if shipped:
        kept.append(TimelineEntry(title=shipped, when="As Kinfold comes", icon="leaf"))
    return tuple(kept)
