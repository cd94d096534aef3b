"""The same rows as the stages of Lifelong Links, the programme used in the UK.

The wording is Kinfold's own; the programme is Family Rights Group's. It is a way to
read an episode, so nothing is written twice and no stage is ticked.
"""

from __future__ import annotations

from dataclasses import dataclass

from kinfold_core.practice.family_finding.measures import Counts
from kinfold_core.practice.family_finding.rows import Deed, EpisodeRow, Event
from kinfold_core.practice.family_finding.steps import State

ABOUT = "https://frg.org.uk/lifelong-links/"


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage, where it stands and what was counted, with its day when it has one."""

    name: str
    state: State
    counted: str


def stages_of(row: EpisodeRow, counts: Counts) -> tuple[Stage, ...]:
    """From who leads it to the meeting that looks at the plan again."""
    pictures, meetings = row.of(Deed.PICTURE), row.of(Deed.MEETING)
    plans = row.of(Deed.PLAN)
    again = [one for one in meetings if plans and one.day > plans[0].day]
    return (
        _stage(
            "Somebody leads it, and it is safe", row.is_screened, True,
            f"{row.coordinator} leads it.", _day(row, row.of(Deed.STAGE)),
        ),
        _stage(
            "The child says who matters", bool(pictures), False,
            f"{len(pictures)} drawn.", _day(row, pictures),
        ),
        _stage(
            "Family and friends are looked for",
            counts.identified >= counts.target, bool(counts.identified),
            f"{counts.identified} found, from {counts.sources} sources.", "",
        ),
        _stage(
            "They are met, one by one", counts.engaged > 0, bool(counts.contacted),
            f"{counts.contacted} reached for, {counts.engaged} want to be part of it.",
            _day(row, row.of(Deed.REPLY)),
        ),
        _stage(
            "They meet and make a plan for life", bool(meetings and plans),
            bool(meetings or plans),
            f"{len(meetings)} meetings, {len(plans)} plans.", _day(row, meetings),
        ),
        _stage(
            "The plan is decided, with who stays", counts.says_who_stays,
            counts.decided_on is not None, "",
            _day(row, row.of(Deed.DECISION)) or "Not decided.",
        ),
        _stage(
            "They meet again and look at the plan", bool(again), False,
            f"{counts.lifetime} stay for life.", _day(row, again),
        ),
    )  # fmt: skip


def _stage(name: str, is_done: bool, is_begun: bool, counted: str, day: str) -> Stage:
    state = State.DONE if is_done else State.BEGUN if is_begun else State.NOT_YET
    return Stage(name, state, " ".join(filter(None, (counted, day))))


def _day(row: EpisodeRow, events: list[Event]) -> str:
    """ "First on day 12." of the looking, "" while it has not happened."""
    first = min((one.day for one in events), default=None)
    return f"First on day {(first - row.started_on).days}." if first else ""
