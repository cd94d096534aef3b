"""Which versions a map has had, where each of them came to, and which was in force."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class VersionState(StrEnum):
    """Where one version of a map stands (practice design 2.2)."""

    DRAFT = "draft"
    SHARED = "shared"
    FAMILY_RESPONDED = "family_responded"
    CURRENT = "current"
    SUPERSEDED = "superseded"


@dataclass(frozen=True, slots=True, kw_only=True)
class StepRow:
    """Something that became of a version, on a day."""

    version: int
    kind: str
    happened_on: date
    recorded_at: datetime
    recorded_by: str
    format: str = ""
    with_whom: str = ""
    purpose: str = ""


@dataclass(frozen=True, slots=True)
class Version:
    """One version with its steps, oldest first."""

    number: int
    state: VersionState
    steps: tuple[StepRow, ...]

    def on(self, kind: VersionState) -> date | None:
        """The last day on which it came to stand so."""
        days = [step.happened_on for step in self.steps if step.kind == kind]
        return max(days, default=None)


def versions_from(steps: Sequence[StepRow]) -> tuple[Version, ...]:
    """Every version, newest first, of steps that come oldest first.

    A version that the family had, or that was current, is superseded once a later one
    is made current. A draft that was never given to anybody stays what it was.
    """
    by_number: dict[int, list[StepRow]] = {}
    for step in steps:
        by_number.setdefault(step.version, []).append(step)
    current = max((s.version for s in steps if s.kind == "current"), default=0)
    return tuple(
        Version(number, _state(kept, is_replaced=number < current), tuple(kept))
        for number, kept in sorted(by_number.items(), reverse=True)
    )


_ORDER = (
    VersionState.CURRENT,
    VersionState.FAMILY_RESPONDED,
    VersionState.SHARED,
)


def _state(steps: Sequence[StepRow], *, is_replaced: bool) -> VersionState:
    reached = {step.kind for step in steps}
    state = next((one for one in _ORDER if one in reached), VersionState.DRAFT)
    if is_replaced and state is not VersionState.DRAFT:
        return VersionState.SUPERSEDED
    return state


@dataclass(frozen=True, slots=True)
class InForce:
    """What held on a day: the version that was current, and the one last given."""

    day: date
    current: int | None
    given: int | None
    written: int | None


def in_force(steps: Sequence[StepRow], day: date) -> InForce:
    """Which version was current, in the family's hands and being written on a day.

    What was written down later about that day counts: the day it happened decides.
    """
    before = [step for step in steps if step.happened_on <= day]

    def newest(*kinds: str) -> int | None:
        found = [step.version for step in before if not kinds or step.kind in kinds]
        return max(found, default=None)

    return InForce(day, newest("current"), newest("shared"), newest())
