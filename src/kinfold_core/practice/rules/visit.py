"""A visit without a network, as it comes home: R-OF1 to R-OF6. None of them blocks."""

# ruff: noqa: E501  (the table of rules is read across)

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from kinfold_core.findings import Level
from kinfold_core.practice.facts import Standards
from kinfold_core.practice.rules.rule import Noticed, Rule

SKEW_SAID_FROM: Final = timedelta(minutes=5)
STALE_FROM: Final = timedelta(days=14)


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitFacts:
    """What is known of a visit when it comes home.

    Attributes:
        skew: how far the device's clock is behind ours; ahead of it is less than none.
        was_away: how long ago it began, by our clock.
        asked: answers that somebody changed at the office meanwhile.
        was_removed: the time with the child was finished, or something taken out.
        why_held: why it could not go into the record; "" when it did.
        names: names that the child said and that are not one person's for certain.
    """

    skew: timedelta = timedelta()
    was_away: timedelta = timedelta()
    asked: int = 0
    was_removed: bool = False
    why_held: str = ""
    names: int = 0


def _clock_is_right(facts: VisitFacts, _: Standards) -> Noticed:
    if abs(facts.skew) > SKEW_SAID_FROM:
        late = "behind" if facts.skew > timedelta() else "ahead"
        yield (
            f"The clock of this device is {_roughly(abs(facts.skew))} {late}",
            "began_at",
            "The times of the visit were put right.",
        )


def _came_soon(facts: VisitFacts, _: Standards) -> Noticed:
    if facts.was_away > STALE_FROM:
        yield (
            f"This visit was {facts.was_away.days} days on the device",
            "began_at",
            "Ask the child again who may see it, and read it back.",
        )


def _one_wording(facts: VisitFacts, _: Standards) -> Noticed:
    if facts.asked and not facts.was_removed:
        things = "One answer was" if facts.asked == 1 else f"{facts.asked} answers were"
        yield (
            f"{things} changed by somebody else while you were away",
            "fields",
            "Both are kept. Choose one, or write them together.",
        )


def _still_there(facts: VisitFacts, _: Standards) -> Noticed:
    if facts.was_removed:
        yield (
            "Something of this visit was taken away at the office meanwhile",
            "items",
            "Read what you wrote, and choose whether it comes back.",
        )


def _into_the_record(facts: VisitFacts, _: Standards) -> Noticed:
    if facts.why_held:
        yield (
            facts.why_held,
            "family",
            "Every word is kept. Whoever answers for the work with the family now reads it and takes it into the record. Ring them when it cannot wait.",
        )


def _names_are_known(facts: VisitFacts, _: Standards) -> Noticed:
    if facts.names:
        one = facts.names == 1
        yield (
            f"{'One name' if one else f'{facts.names} names'} that the child said "
            f"{'is' if one else 'are'} not one person's for certain",
            "answers",
            "Say whom the child meant. Until then nobody more may see it.",
        )


def _roughly(span: timedelta) -> str:
    minutes = round(span.total_seconds() / 60)
    if minutes < 120:
        return f"{minutes} minutes"
    return f"{round(minutes / 60)} hours" if minutes < 2_880 else f"{span.days} days"


RULES: Final[tuple[Rule[VisitFacts], ...]] = (
    Rule("R-OF1", Level.HINT, "A device's clock is put right, and never decides whose words stay.", "6, C4", _clock_is_right),
    Rule("R-OF2", Level.WARN, "After two weeks on a device, the child is asked again who may see it.", "6, C4", _came_soon),
    Rule("R-OF3", Level.WARN, "What both changed is kept twice until somebody has chosen.", "6, C4", _one_wording),
    Rule("R-OF4", Level.WARN, "What was taken out or finished meanwhile does not come back by itself, and is not lost.", "6, C4", _still_there),
    Rule("R-OF5", Level.WARN, "A visit that cannot go into the record is kept for whoever answers for the work now.", "6, C4", _into_the_record),
    Rule("R-OF6", Level.WARN, "A name that could be nobody's or several people's is asked about, and nobody more sees it until then.", "6, C4", _names_are_known),
)  # fmt: skip
