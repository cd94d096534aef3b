"""What closing needs: each thing on the list, what shows it, and where it is done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from kinfold.platform.components import Link, SummaryRow
from kinfold.records.presenters.words import day
from kinfold.stages.presenters.stages_page import page_link
from kinfold.stages.selectors.closing import ClosingState
from kinfold_core.findings import Finding, Level
from kinfold_core.practice.closing import ClosingFacts
from kinfold_core.practice.rules.rule import Rule

PAGES = {
    "R-CL1": ("Scales on the map", "practice:map"),
    "R-CL2": ("Scales on the map", "practice:map"),
    "R-CL3": ("Safety plan", "planning:safety-plan"),
    "R-CL4": ("Checks", "monitoring:checks"),
    "R-CL5": ("Who stays", "stages:long-haul"),
    "R-CL6": ("Words and pictures", "voice:story"),
    "R-CL7": ("Words and pictures", "voice:story"),
    "R-CL8": ("Meeting to end", "stages:exit-meeting"),
    "R-CL9": ("Meeting to end", "stages:exit-meeting"),
    "R-CL10": ("Network", "networks:network"),
}
WHO_STAYS = "long_haul"
"""What a rule says is missing there is asked with who stays, whatever its page."""


@dataclass(frozen=True, slots=True)
class ListItem:
    """One thing on the list; `missing` is empty when it is there."""

    asks: str
    is_needed: bool
    missing: tuple[Finding, ...]
    links: tuple[Link, ...]

    @property
    def is_there(self) -> bool:
        return not self.missing


@dataclass(frozen=True, slots=True)
class ClosingPage:
    """`told_at`: the meeting of family and network that was the meeting to end with."""

    sentence: str
    items: tuple[ListItem, ...]
    long_haul: tuple[SummaryRow, ...]
    exit_meeting: tuple[SummaryRow, ...]
    told_at: UUID | None
    ending: tuple[SummaryRow, ...]


def closing_page(
    family_id: UUID, state: ClosingState, rules: Sequence[Rule[ClosingFacts]]
) -> ClosingPage:
    """The page, from what is known today."""
    items = tuple(_item(family_id, rule, state) for rule in rules)
    open_count = sum(item.is_needed and not item.is_there for item in items)
    return ClosingPage(
        sentence=_sentence(open_count),
        items=items,
        long_haul=_long_haul(state),
        exit_meeting=_exit_meeting(state),
        told_at=state.exit_meeting.meeting_id if state.exit_meeting else None,
        ending=_ending(state),
    )


def _item(family_id: UUID, rule: Rule[ClosingFacts], state: ClosingState) -> ListItem:
    missing = tuple(one for one in state.findings if one.rule == rule.id)
    pages = dict.fromkeys(_page_of(one) for one in missing) or [PAGES[rule.id]]
    links = [page_link(*page, family_id) for page in pages]
    return ListItem(
        asks=rule.asks,
        is_needed=rule.level is Level.BLOCK,
        missing=missing,
        links=tuple(one for one in links if one),
    )


def _page_of(missing: Finding) -> tuple[str, str]:
    return PAGES["R-CL5" if missing.where == WHO_STAYS else missing.rule]


def _sentence(open_count: int) -> str:
    if not open_count:
        return "Everything that has to be there is there. The work can end as agreed."
    things = "thing has" if open_count == 1 else "things have"
    return f"{open_count} {things} to be there before the work can end as agreed."


def _long_haul(state: ClosingState) -> tuple[SummaryRow, ...]:
    haul = state.long_haul
    if haul is None:
        return ()
    return _rows(
        ("Who stays", ", ".join(haul.who_stays)),
        ("Calls everybody together", haul.coordinator),
        ("How often", haul.rhythm),
        ("What brings everybody together", haul.triggers),
        ("Whom to ring", haul.who_to_ring),
        ("Comes at once", haul.emergency),
        ("Days ahead", haul.turning_points),
        ("How the children have it", haul.child_copy),
        ("Agreed", day(haul.agreed_on)),
    )


def _exit_meeting(state: ClosingState) -> tuple[SummaryRow, ...]:
    meeting = state.exit_meeting
    if meeting is None:
        return ()
    return _rows(
        ("When", day(meeting.held_on)),
        ("Who came", ", ".join(meeting.people)),
        ("What was said", meeting.said),
        ("Given the plan", meeting.copies_given_to),
        ("Asked how it was", meeting.feedback_offered),
    )


def _ending(state: ClosingState) -> tuple[SummaryRow, ...]:
    ending = state.ending
    if ending is None:
        return ()
    return _rows(
        ("When", day(ending.ended_on)),
        ("How", ending.get_how_display()),
        ("Why", ending.reason),
    )


def _rows(*lines: tuple[str, str]) -> tuple[SummaryRow, ...]:
    return tuple(SummaryRow(label, value) for label, value in lines if value)
