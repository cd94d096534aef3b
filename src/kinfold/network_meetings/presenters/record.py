"""How a meeting with the network was, and what became of its decisions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.urls import reverse

from kinfold.meetings.presenters.meetings import ratio, title_of
from kinfold.meetings.presenters.wall import next_line
from kinfold.meetings.selectors import (
    AccountRow,
    Became,
    DecisionRow,
    MeetingRow,
    PlannedRow,
)
from kinfold.platform.components import SummaryRow
from kinfold_core import phrases
from kinfold_core.findings import Finding
from kinfold_core.practice.network_meeting import (
    BLENDED,
    CHILD_SAID,
    CONVENERS,
    COUNTS_AS,
    PURPOSES,
    AccountDetails,
)
from kinfold_core.practice.rulebook import check_network_meeting
from kinfold_core.practice.rules.network_meeting import NetworkMeetingFacts

_SEAT: Final = 26
"""From the middle of one seat to the middle of the next, in the picture's units."""


@dataclass(frozen=True, slots=True)
class SeatMark:
    """One seat of the picture. `x` is its middle; `is_ours`: of the service."""

    x: int
    is_ours: bool


@dataclass(frozen=True, slots=True)
class SeatPicture:
    """Who sat there: theirs filled, ours hollow. `said` is the same in words."""

    marks: tuple[SeatMark, ...]
    width: int
    said: str


@dataclass(frozen=True, slots=True)
class DecisionLine:
    """One decision, what it became, and the ways to make it something."""

    id: UUID
    text: str
    became: tuple[tuple[str, str, str], ...]
    rule_url: str
    promise_url: str
    step_url: str


@dataclass(frozen=True, slots=True)
class RecordPage:
    title: str
    seats: SeatPicture
    findings: tuple[Finding, ...]
    rows: tuple[SummaryRow, ...]
    missed: str
    decisions: tuple[DecisionLine, ...]
    next_line: str
    is_blended: bool


def record_page(
    meeting: MeetingRow,
    account: AccountRow | None,
    decisions: Sequence[DecisionRow],
    asked: PlannedRow | None,
) -> RecordPage:
    return RecordPage(
        title=title_of(meeting),
        seats=seat_picture(meeting),
        findings=findings_of(meeting, account, decisions),
        rows=_rows(account) if account else (),
        missed=_missed(meeting, asked) if asked else "",
        decisions=tuple(_decision(meeting, one) for one in decisions),
        next_line=next_line(meeting.next_on),
        is_blended=account is not None and BLENDED in account.counts_as,
    )


def seat_picture(meeting: MeetingRow) -> SeatPicture:
    """Theirs first, then ours."""
    chairs = sorted(meeting.chairs, key=lambda one: one.is_professional)
    return SeatPicture(
        marks=tuple(
            SeatMark(_SEAT * at + _SEAT // 2, one.is_professional)
            for at, one in enumerate(chairs)
        ),
        width=max(_SEAT * len(chairs), _SEAT),
        said=phrases.as_sentence(ratio(meeting.chairs)),
    )


def findings_of(
    meeting: MeetingRow, account: AccountRow | None, decisions: Sequence[DecisionRow]
) -> tuple[Finding, ...]:
    """What the rules say, once somebody has said what the meeting was."""
    if account is None:
        return ()
    ours = {chair.who.name for chair in meeting.chairs if chair.is_professional}
    return check_network_meeting(
        NetworkMeetingFacts(
            counts_as=account.counts_as,
            own=len(meeting.chairs) - len(ours),
            professionals=len(ours),
            private_minutes=account.private_minutes,
            service_in_private=tuple(n for n in account.private_people if n in ours),
            coordinator=account.coordinator,
            child_wanted=account.child_wanted,
            child_said=account.child_said,
            loose_decisions=sum(not one.became for one in decisions),
        )
    )


def account_differences(
    standing: AccountDetails, typed: AccountDetails
) -> list[tuple[str, str, str]]:
    """Each question about a meeting with what stands and what was typed."""
    labels = [row.label for row in _rows(standing)] + [
        row.label for row in _rows(typed)
    ]
    stands = {row.label: row.value for row in _rows(standing)}
    types = {row.label: row.value for row in _rows(typed)}
    return [
        (label, stands.get(label, ""), types.get(label, ""))
        for label in dict.fromkeys(labels)
    ]


def _rows(account: AccountDetails) -> tuple[SummaryRow, ...]:
    minutes = account.private_minutes
    private = ""
    if minutes:
        private = f"{minutes} {'minute' if minutes == 1 else 'minutes'}"
        if account.private_people:
            private += f", with {phrases.listed(account.private_people)} in the room"
    lines = (
        ("What it was", "; ".join(COUNTS_AS[one] for one in account.counts_as)),
        ("What for", PURPOSES[account.purpose]),
        (
            "Who asked people to come",
            f"{account.convened_by.name} ({CONVENERS[account.convened_as].lower()})",
        ),
        ("Who held it, apart from the work", account.coordinator),
        ("The family among itself", private),
        ("Who told the story of the worries", account.story_by),
        ("How they told it", account.story_how),
        ("What people asked", account.questions),
        ("What the children wanted said", account.child_wanted),
        ("Was it said?", CHILD_SAID.get(account.child_said, "")),
    )
    return tuple(SummaryRow(label, value) for label, value in lines if value)


def _missed(meeting: MeetingRow, asked: PlannedRow) -> str:
    """Who was asked and did not come. Nobody is blamed for it."""
    came = [chair.who for chair in meeting.chairs]
    away = [
        one.who.name
        for one in asked.people
        if not any(one.who.is_same_as(who) for who in came)
    ]
    if not away:
        return "Everybody who was asked came."
    return f"Asked, and not there: {phrases.listed(away)}."


def _decision(meeting: MeetingRow, one: DecisionRow) -> DecisionLine:
    family_id = meeting.family_id

    def address(name: str) -> str:
        return reverse(f"network_meetings:{name}", args=[family_id, meeting.id, one.id])

    return DecisionLine(
        id=one.id,
        text=one.text,
        became=tuple(_became(family_id, it) for it in one.became),
        promise_url=address("decision-promise"),
        rule_url=address("decision-rule"),
        step_url=address("decision-step"),
    )


def _became(family_id: UUID, it: Became) -> tuple[str, str, str]:
    if it.kind == "rule":
        url = reverse("planning:rule", args=[family_id, it.id])
        return "A rule of the plan", it.text, url
    if it.kind == "commitment":
        url = reverse("commitments:commitment", args=[family_id, it.id])
        return "Asked of", it.text, url
    return "A next step", it.text, ""
