"""The running order of a group supervision: short steps that keep the group moving."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

LONGEST_STEP: Final = 60


@dataclass(frozen=True, slots=True)
class Step:
    """One step: what it is called, what the group does in it, how long it takes."""

    key: str
    title: str
    how: str
    minutes: int


STEPS: Final = (
    Step(
        "goal",
        "What the worker wants from today",
        "The worker says what is hard and what would make this time worth it.",
        3,
    ),
    Step(
        "genogram",
        "Who is who",
        "The worker draws the family and those around it. Ask only who people are.",
        3,
    ),
    Step(
        "overview",
        "The work in a few minutes",
        "What has happened, what works, what is stuck. No questions yet.",
        4,
    ),
    Step(
        "dangers",
        "Everybody writes a danger statement",
        "In silence, each for themself. Then they are read out and the worker chooses.",
        8,
    ),
    Step(
        "goals",
        "Everybody writes a safety goal",
        "In silence: what will be seen, and what 0 and 10 mean. Then the worker "
        "chooses.",
        7,
    ),
    Step(
        "scaling",
        "Everybody gives a number",
        "From 0 to 10, each with their reason. Different numbers are welcome.",
        5,
    ),
    Step(
        "questions",
        "Questions to take to the family",
        "For the parents, the children and the network: about what already works.",
        8,
    ),
    Step(
        "next",
        "What the worker will do next",
        "The worker says the next small steps. Nobody else does.",
        3,
    ),
    Step(
        "learned",
        "What each of us learned",
        "The worker, the one who led, the one who advised, and the group.",
        4,
    ),
)
MINUTES: Final = tuple(step.minutes for step in STEPS)


def at(number: int) -> Step:
    """The step people call by this number, 1 to 9.

    Raises:
        IndexError: there is no such step.
    """
    if not 1 <= number <= len(STEPS):
        raise IndexError(number)
    return STEPS[number - 1]


def number_of(key: str) -> int:
    """What number people call this step by."""
    return next(n for n, step in enumerate(STEPS, start=1) if step.key == key)
