"""The versions of a map as their page shows them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kinfold.platform.components import Tone
from kinfold.practice.models import Mapping
from kinfold.practice.presenters import words
from kinfold.versions.models import Contributor, FamilyAnswer
from kinfold.versions.selectors import MapPast
from kinfold.versions.selectors.past import AnswerRow, ContributorRow
from kinfold_core import phrases
from kinfold_core.people.dates import day_in_words
from kinfold_core.practice.version_history import (
    InForce,
    StepRow,
    Version,
    VersionState,
)

STATES: dict[VersionState, tuple[str, Tone]] = {
    VersionState.DRAFT: ("Draft", "calm"),
    VersionState.SHARED: ("Given to the family", "needs"),
    VersionState.FAMILY_RESPONDED: ("The family has answered", "needs"),
    VersionState.CURRENT: ("Current", "well"),
    VersionState.SUPERSEDED: ("Replaced by a newer one", "calm"),
}
MODES = {
    Contributor.Mode.IN_ROOM: "in the room",
    Contributor.Mode.PHONE: "by phone or video",
    Contributor.Mode.WRITTEN: "in writing",
    Contributor.Mode.CHILD_TOOL: "drawing or talking together",
}
SAYS = {
    FamilyAnswer.Agreement.AGREE: "agrees",
    FamilyAnswer.Agreement.PARTLY: "agrees with part of it",
    FamilyAnswer.Agreement.DISAGREE: "sees it differently",
    FamilyAnswer.Agreement.NOT_ASKED: "was not asked yet",
    FamilyAnswer.Agreement.NOT_SAFE: "could not safely be asked",
}


PURPOSES = {
    Mapping.Purpose.FIRST_CONTACT: "for the first contact",
    Mapping.Purpose.ASSESSMENT: "for the assessment",
    Mapping.Purpose.CONFERENCE: "for the conference",
    Mapping.Purpose.REVIEW: "for the review",
    Mapping.Purpose.SUPERVISION: "for supervision",
    Mapping.Purpose.FAMILY_MEETING: "for the family meeting",
    Mapping.Purpose.REUNIFICATION: "for going home",
    Mapping.Purpose.EARLY_HELP: "for early help",
    Mapping.Purpose.CARE_PLAN: "for living in care",
    Mapping.Purpose.CLOSURE: "for closing",
}


@dataclass(frozen=True, slots=True)
class AnswerLine:
    name: str
    says: str
    words: str
    when: str


@dataclass(frozen=True, slots=True)
class VersionCard:
    """One version: where it stands, what became of it, who is in it, what they say."""

    number: int
    state: str
    tone: Tone
    steps: tuple[str, ...]
    with_us: str
    absent: str
    answers: tuple[AnswerLine, ...]
    is_given: bool
    before: int | None


def purpose_line(past: MapPast) -> str:
    """What the version that is being written is for."""
    if past.mapping_id is None:
        return ""
    return f"Version {past.version} is {PURPOSES[Mapping.Purpose(past.purpose)]}."


def version_cards(past: MapPast) -> tuple[VersionCard, ...]:
    """Every version, newest first."""
    versions = past.versions
    numbers = [one.number for one in versions]
    return tuple(
        _card(one, max((n for n in numbers if n < one.number), default=None), past)
        for one in versions
    )


def _card(one: Version, before: int | None, past: MapPast) -> VersionCard:
    state, tone = STATES[one.state]
    people = [row for row in past.contributors if row.version == one.number]
    return VersionCard(
        number=one.number,
        state=state,
        tone=tone,
        steps=tuple(step_line(step) for step in one.steps),
        with_us=_people(people, Contributor.Part.PRESENT),
        absent=_people(people, Contributor.Part.ABSENT),
        answers=tuple(
            answer_line(row) for row in past.answers if row.version == one.number
        ),
        is_given=one.number in past.given,
        before=before,
    )


def step_line(step: StepRow) -> str:
    """`Given to Leanne on 5 May 2026, for the review, printed, by Amina.`"""
    day = day_in_words(step.happened_on)
    if step.kind == "shared":
        how = words.FORMATS.get(step.format, step.format)
        if step.purpose:
            how = f"{PURPOSES[Mapping.Purpose(step.purpose)]}, {how}"
        return f"Given to {step.with_whom} on {day}, {how}, by {step.recorded_by}."
    if step.kind == "family_responded":
        return f"The family answered on {day}."
    if step.kind == "current":
        return f"Made current on {day} by {step.recorded_by}."
    return f"Begun on {day} by {step.recorded_by}."


def _people(rows: list[ContributorRow], part: Contributor.Part) -> str:
    is_there = part == Contributor.Part.PRESENT
    return phrases.listed(
        [
            f"{row.who.name} ({MODES[Contributor.Mode(row.mode)]})"
            if is_there
            else row.who.name
            for row in rows
            if row.part == part
        ]
    )


def answer_line(row: AnswerRow) -> AnswerLine:
    says = SAYS[FamilyAnswer.Agreement(row.agreement)]
    return AnswerLine(row.who.name, says, row.words, day_in_words(row.said_on))


def in_force_line(held: InForce, *, today: date) -> str:
    """What held on a day, in a sentence."""
    is_today = held.day == today
    day = "today" if is_today else f"on {day_in_words(held.day)}"
    if held.written is None:
        return f"{phrases.capital(day)} nothing was written on the map yet."
    tense = "is" if is_today else "was"
    parts = [f"version {held.written} {tense} being written {day}"]
    if held.given:
        parts.append(f"the family had been given version {held.given}")
    else:
        parts.append("the family had not been given one yet")
    if held.current:
        parts.append(f"version {held.current} {tense} the current one")
    return f"{phrases.capital(phrases.listed(parts))}."
