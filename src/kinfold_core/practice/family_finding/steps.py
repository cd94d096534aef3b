"""The six steps and the one before them, each read from what was written down.

Nobody ticks a step: it is done when its measure is there, and not before.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from kinfold_core import phrases
from kinfold_core.people.dates import day_in_words
from kinfold_core.practice.family_finding.measures import Counts
from kinfold_core.practice.family_finding.rows import EpisodeRow

ENGAGED_ENOUGH: Final = 10
"""How many willing people make a start; Kinfold's own number, the design has none."""


class State(StrEnum):
    DONE = "done"
    BEGUN = "begun"
    NOT_YET = "not yet"


@dataclass(frozen=True, slots=True)
class Step:
    """One step: what it is for, where it stands and what was counted."""

    number: int
    name: str
    goal: str
    state: State
    counted: str


def steps_of(episode: EpisodeRow, counts: Counts) -> tuple[Step, ...]:
    """Setting the stage and the six steps, in their order."""
    return (*_finding(episode, counts), *_keeping(counts))


def _finding(episode: EpisodeRow, counts: Counts) -> tuple[Step, ...]:
    """Until people are reached."""
    return (
        Step(
            0, "Set the stage", "The child, carers and team are ready, and safe.",
            _state(episode.is_screened, bool(episode.events or episode.people)),
            "The safety screen is complete." if episode.is_screened
            else "The safety screen is not complete.",
        ),
        Step(
            1, "Discover", f"Find at least {counts.target} people who belong to the "
            "child or the parents.",
            _state(counts.identified >= counts.target, bool(counts.identified)),
            _found(counts),
        ),
        Step(
            2, "Engage", "Reach those who know the child best, each in their own way.",
            _state(counts.engaged >= ENGAGED_ENOUGH, bool(counts.contacted)),
            _reached(counts),
        ),
    )  # fmt: skip


def _keeping(counts: Counts) -> tuple[Step, ...]:
    """From the first plan to those who stay."""
    return (
        Step(
            3, "Plan", "Family, friends and staff make several plans together.",
            _state(
                counts.meetings > 0 and counts.plans >= counts.target_plans,
                bool(counts.meetings or counts.plans),
            ),
            f"{_few(counts.attending, 'of the family came', 'of the family came')}, "
            f"{counts.plans} of {_few(counts.target_plans, 'plan', 'plans')}.",
        ),
        Step(
            4, "Decide", "In time: safe, well, and belonging to somebody.",
            _state(counts.decided_on is not None and counts.says_who_stays,
                   counts.decided_on is not None),
            f"Decided on {day_in_words(counts.decided_on)}, day "
            f"{counts.decision_days}." if counts.decided_on else "Nothing is decided.",
        ),
        Step(
            5, "Test", "Is each promise real? Who owns what is missing?",
            _state(
                0 < counts.offers == counts.rated and not counts.unowned,
                bool(counts.rated),
            ),
            _rated(counts),
        ),
        Step(
            6, "Stay", "Those who stay for life are there after 3, 6 and 12 months.",
            _state(
                counts.asked[-1].active > 0 and all(one.asked >= counts.lifetime
                                                    for one in counts.asked),
                bool(counts.lifetime),
            ),
            _stayed(counts),
        ),
    )  # fmt: skip


def said_found(counts: Counts, child: str) -> str:
    """How many were found, as one sentence: the title of the picture."""
    return (
        f"{counts.identified} of {counts.target} people found for {child}, "
        f"{counts.engaged} want to be part of it, {counts.lifetime} stay for life"
    )


def _state(is_done: bool, is_begun: bool) -> State:
    return State.DONE if is_done else State.BEGUN if is_begun else State.NOT_YET


def _found(counts: Counts) -> str:
    split = (
        f"{counts.identified} of {counts.target}: {counts.maternal} on the mother's "
        f"side, {counts.paternal} on the father's, from "
        f"{_few(counts.sources, 'source', 'sources')}"
    )
    if counts.target_days is None:
        return f"{split}, day {counts.days}."
    return f"{split}. Person {counts.target} was found on day {counts.target_days}."


def _reached(counts: Counts) -> str:
    said = (
        f"{counts.contacted} contacted, {counts.replied} answered, {counts.engaged} "
        "want to be part of it"
    )
    if counts.reply_days is None:
        return f"{said}."
    return f"{said}. The first answer came on day {counts.reply_days}."


def _rated(counts: Counts) -> str:
    offers = _few(counts.offers, "person offers something", "people offer something")
    if not counts.offers:
        return "Nobody's offer is written down."
    gaps = ""
    if counts.unowned:
        gaps = f" {_few(counts.unowned, 'gap has', 'gaps have')} no owner."
    return phrases.as_sentence(f"{offers}, {counts.rated} looked at") + gaps


def _stayed(counts: Counts) -> str:
    asked = [
        f"{one.active} of {one.asked} there after {one.month} months"
        for one in counts.asked
        if one.asked
    ]
    people = _few(counts.lifetime, "person stays", "people stay")
    if not counts.lifetime:
        return "Nobody has said yet that they stay for life."
    return phrases.as_sentence(", ".join([f"{people} for life", *asked]))


def _few(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"
