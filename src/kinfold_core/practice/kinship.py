"""Which relatives were thought of, what was decided and why, and what was agreed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final
from uuid import UUID

from kinfold_core import phrases
from kinfold_core.people.relationships import Side
from kinfold_core.practice.written import Named


class Step(StrEnum):
    """What became of an option. THOUGHT_OF is where each one begins."""

    THOUGHT_OF = "thought_of"
    OFFERED = "offered"
    WEIGHED = "weighed"
    AGREED = "agreed"
    DECLINED = "declined"
    REOPENED = "reopened"

    @property
    def label(self) -> str:
        return _STEPS[self]


_STEPS: Final = {
    Step.THOUGHT_OF: "Thought of",
    Step.OFFERED: "Asked, or offered",
    Step.WEIGHED: "Being weighed",
    Step.AGREED: "Agreed",
    Step.DECLINED: "Declined for now",
    Step.REOPENED: "Open again",
}
_SETTLED: Final = frozenset({Step.AGREED, Step.DECLINED})


class Decliner(StrEnum):
    """Who said no."""

    CARER = "carer"
    CHILD = "child"
    FAMILY = "family"
    SERVICE = "service"
    COURT = "court"

    @property
    def label(self) -> str:
        return _DECLINERS[self]


_DECLINERS: Final = {
    Decliner.CARER: "They themselves",
    Decliner.CHILD: "The child",
    Decliner.FAMILY: "The parents or family",
    Decliner.SERVICE: "We, the service",
    Decliner.COURT: "A court",
}
RULES_OUT: Final = frozenset({Decliner.SERVICE, Decliner.COURT})
"""Whose no rules somebody out: it says for what, and when it is looked at again."""


class Care(StrEnum):
    """What somebody might not be able to do for now; the rest stays open."""

    LIVE = "live"
    NIGHTS = "nights"
    DAYS = "days"

    @property
    def label(self) -> str:
        return _CARES[self]


_CARES: Final = {
    Care.LIVE: "The child lives with them",
    Care.NIGHTS: "Nights and weekends",
    Care.DAYS: "Time by day, on their own",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class OptionDetails:
    """Somebody a child could live with. `child_id` None: it is about every child."""

    who: Named
    side: str
    relationship: str = ""
    child_id: UUID | None = None
    child_name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StepDetails:
    """What was decided of an option, by whom, why, and what those it is about said."""

    step: str
    decided_on: date
    decided_by: Named
    why: str
    asked_whom: str = ""
    carer_words: str = ""
    child_words: str = ""
    alternatives: str = ""
    declined_by: str = ""
    not_for: tuple[str, ...] = ()
    still_for: str = ""
    look_again_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StepRow(StepDetails):
    id: UUID

    @property
    def kind(self) -> Step:
        return Step(self.step)


@dataclass(frozen=True, slots=True, kw_only=True)
class OptionRow(OptionDetails):
    """An option with everything that was decided of it, oldest first."""

    id: UUID
    steps: tuple[StepRow, ...]

    @property
    def now(self) -> Step:
        return self.steps[-1].kind if self.steps else Step.THOUGHT_OF

    @property
    def last(self) -> StepRow | None:
        return self.steps[-1] if self.steps else None

    @property
    def was(self) -> frozenset[Step]:
        """Everything that this option ever was."""
        return frozenset({Step.THOUGHT_OF, *(step.kind for step in self.steps)})

    @property
    def is_open(self) -> bool:
        return self.now not in _SETTLED


def steps_after(now: Step) -> tuple[Step, ...]:
    """What can be decided next. Nothing is final: each one can be opened again."""
    if now in _SETTLED:
        return (Step.REOPENED,)
    return (Step.OFFERED, Step.WEIGHED, Step.AGREED, Step.DECLINED)


def why_not_step(now: Step, details: StepDetails) -> tuple[str, str]:
    """Why a step cannot be written so, and the question it is about; or ("", "").

    Nobody is ruled out by default: a no of the service says for what it is, what they
    could still be, and when it is looked at again (practice design 4.2, R-NW6).
    """
    if details.step not in steps_after(now):
        return "This was decided already. Open it again first", "step"
    if not details.why.strip():
        return "Say why", "why"
    if details.step != Step.DECLINED:
        return "", ""
    if not details.declined_by:
        return "Say who said no", "declined_by"
    if details.declined_by not in RULES_OUT:
        return "", ""
    return _why_not_rule_out(details)


def _why_not_rule_out(details: StepDetails) -> tuple[str, str]:
    if not details.not_for:
        return "Say what they cannot be for now. The rest stays open", "not_for"
    if not details.still_for.strip():
        return "Say what they could still be for the child", "still_for"
    if details.look_again_on is None:
        return "Say when this is looked at again", "look_again_on"
    if details.look_again_on <= details.decided_on:
        return "Look again on a later day than today's decision", "look_again_on"
    return "", ""


@dataclass(frozen=True, slots=True)
class SideCount:
    """How far the options of one side came; each option counts once at each."""

    thought_of: int = 0
    offered: int = 0
    weighed: int = 0
    agreed: int = 0
    declined: int = 0


def counts_by_side(options: Iterable[OptionRow]) -> dict[str, SideCount]:
    """Options by side, "" for all of them: what the measures will ask for.

    Whoever belongs to both sides counts on each; a chosen one on neither. What is
    agreed or declined is counted as it stands, the other steps as they ever were.
    """
    every = list(options)
    both = {Side.BOTH.value}
    return {
        "": _count(every),
        **{
            side.value: _count([one for one in every if one.side in both | {side}])
            for side in (Side.MATERNAL, Side.PATERNAL)
        },
    }


def _count(options: Sequence[OptionRow]) -> SideCount:
    def ever(*steps: Step) -> int:
        return sum(bool(one.was & set(steps)) for one in options)

    return SideCount(
        thought_of=len(options),
        offered=ever(Step.OFFERED),
        weighed=ever(Step.WEIGHED, Step.AGREED, Step.DECLINED),
        agreed=sum(one.now is Step.AGREED for one in options),
        declined=sum(one.now is Step.DECLINED for one in options),
    )


_NUMBERS: Final = (
    "nobody", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine",
    "ten",
)  # fmt: skip


def _number(count: int) -> str:
    return _NUMBERS[count] if count < len(_NUMBERS) else str(count)


def options_in_words(options: Sequence[OptionRow]) -> str:
    """ "Five people were thought of; two on the father's side; one agreed."."""
    if not options:
        return "Nobody has been written down yet."
    count = counts_by_side(options)
    one = "person was" if len(options) == 1 else "people were"
    parts = [
        f"{phrases.capital(_number(len(options)))} {one} thought of",
        f"{_number(count[Side.MATERNAL].thought_of)} on the mother's side",
        f"{_number(count[Side.PATERNAL].thought_of)} on the father's side",
    ]
    if count[""].declined:
        parts.append(f"{_number(count[''].declined)} declined for now")
    parts.append(f"{_number(count[''].agreed)} agreed")
    return f"{'; '.join(parts)}."


_NIGHT: Final = re.compile(
    r"\b(over ?night|sleep(s|ing)? (over|at|with|there|round)|sleepovers?"
    r"|stay(s|ing)? (over|the night)|nights? (at|with)"
    r"|(the|a|every|each|one|two|three|\w+day) nights?)\b",
    re.IGNORECASE,
)


def is_night_away(text: str) -> bool:
    """Whether a rule seems to say that a child sleeps somewhere else.

    It looks for words, so it asks and never decides: "On Fridays they sleep at Nan's".
    """
    return bool(_NIGHT.search(text))
