"""The question library: what could be asked, about what, of whom.

Stages are those of a questioning approach that stays curious: elicit, amplify, reflect,
start over (practice design 2.9). Nothing here is scored.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from importlib import import_module
from typing import Final


class Stage(StrEnum):
    """What a question does in a conversation."""

    ELICIT = "elicit"
    AMPLIFY = "amplify"
    REFLECT = "reflect"
    START_OVER = "start_over"


class Topic(StrEnum):
    """What a question is about. Those that are on the map have the map's own key."""

    HARM = "harm"
    DANGER = "danger"
    COMPLICATING_FACTOR = "complicating_factor"
    EXISTING_SAFETY = "existing_safety"
    STRENGTH = "strength"
    GOAL = "goal"
    NEXT_STEP = "next_step"
    SCALE = "scale"
    NETWORK = "network"
    CHILD = "child"
    PLAN = "plan"


class Audience(StrEnum):
    """Whom a question is asked."""

    PARENT = "parent"
    CHILD = "child"
    NETWORK = "network"
    REFERRER = "referrer"
    COLLEAGUE = "colleague"


@dataclass(frozen=True, slots=True)
class Question:
    """A question. `is_ours`: its wording is the authority's own."""

    key: str
    topic: Topic
    stage: Stage
    audience: Audience
    text: str
    is_ours: bool = False
    is_hidden: bool = False


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody looks for. None and "" ask for everything."""

    topic: Topic | None = None
    audience: Audience | None = None
    stage: Stage | None = None
    words: str = ""


_TOPIC_OF_PREFIX: Final = {
    "factor": Topic.COMPLICATING_FACTOR,
    "safety": Topic.EXISTING_SAFETY,
    "step": Topic.NEXT_STEP,
}


@lru_cache(maxsize=8)
def shipped(language: str = "en") -> tuple[Question, ...]:
    """The questions Kinfold comes with in a language, in the order they were written.

    Raises:
        ModuleNotFoundError: there are none in that language.
    """
    listing: str = import_module(f"kinfold_core.practice.questions_{language}").LISTING
    lines = (line for line in listing.splitlines() if line.strip())
    return tuple(_read(line) for line in lines)


def _read(line: str) -> Question:
    key, stage, audience, text = (part.strip() for part in line.split(" | "))
    prefix = key.partition("-")[0]
    topic = _TOPIC_OF_PREFIX.get(prefix) or Topic(prefix)
    return Question(key, topic, Stage(stage), Audience(audience), text)


def library(kept: Iterable[Question]) -> dict[str, Question]:
    """The shipped questions with an authority's own laid over them, by key."""
    questions = {question.key: question for question in shipped()}
    return questions | {question.key: question for question in kept}


def found(questions: Iterable[Question], asked: Asked) -> list[Question]:
    """Those that fit, by topic and then in the order a conversation takes."""
    words = asked.words.casefold().split()
    fitting = [
        question
        for question in questions
        if (asked.topic in (None, question.topic))
        and (asked.audience in (None, question.audience))
        and (asked.stage in (None, question.stage))
        and all(word in question.text.casefold() for word in words)
    ]
    return sorted(fitting, key=_place)


_TOPICS: Final = list(Topic)
_AUDIENCES: Final = list(Audience)
_STAGES: Final = list(Stage)


def _place(question: Question) -> tuple[int, int, int]:
    return (
        _TOPICS.index(question.topic),
        _AUDIENCES.index(question.audience),
        _STAGES.index(question.stage),
    )
