"""How a meeting with the network was, as its page and the notes say it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
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
    GivenRow,
    KnowsRow,
    MeetingRow,
    PlannedRow,
)
from kinfold.platform.components import SummaryRow
from kinfold_core import phrases
from kinfold_core.findings import Finding
from kinfold_core.people.dates import day_in_words
from kinfold_core.practice.network import level_words
from kinfold_core.practice.network_meeting import (
    CHILD_SAID,
    CONVENERS,
    COUNTS_AS,
    PURPOSES,
    AccountDetails,
    MeetingCounts,
    notes_for,
)
from kinfold_core.practice.rulebook import check_network_meeting
from kinfold_core.practice.rules.network_meeting import NetworkMeetingFacts
from kinfold_core.practice.vocabulary import Pack

_SEAT: Final = 26
"""From the middle of one seat to the middle of the next, in the picture's units."""
_NOTES: Final = {
    "all": "What was decided, what was asked, and when we meet next",
    "own": "When and where we meet next, and nothing that was said",
    "none": "Nothing yet: they have been told nothing",
}


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
class NotesLine:
    """Somebody of the network, which notes are theirs, and whether they have them."""

    name: str
    knows: str
    gets: str
    has: str
    url: str


@dataclass(frozen=True, slots=True)
class RecordPage:
    title: str
    seats: SeatPicture
    findings: tuple[Finding, ...]
    rows: tuple[SummaryRow, ...]
    missed: str
    decisions: tuple[DecisionLine, ...]
    next_line: str


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


def notes_lines(
    meeting: MeetingRow,
    people: Sequence[KnowsRow],
    given: Mapping[UUID, GivenRow],
    pack: Pack,
) -> tuple[NotesLine, ...]:
    """Everybody of the network who is there, those who know most first."""
    return tuple(
        NotesLine(
            name=one.name,
            knows=phrases.as_sentence(phrases.capital(level_words(one.level, pack))),
            gets=_NOTES[notes_for(one.level)],
            has=f"They have them since {day_in_words(given[one.id].on)}"
            if one.id in given
            else "",
            url=reverse(
                "meetings:notes-for", args=[meeting.family_id, meeting.id, one.id]
            ),
        )
        for one in people
    )


@dataclass(frozen=True, slots=True)
class Notes:
    """The notes of one meeting for one person: only what they may know."""

    title: str
    who: str
    member_id: UUID
    rows: tuple[SummaryRow, ...]
    decisions: tuple[str, ...]
    next_line: str
    is_anything: bool
    is_all: bool
    is_kept_apart: bool = False


def notes_of(
    meeting: MeetingRow,
    account: AccountRow | None,
    decisions: Sequence[DecisionRow],
    member: KnowsRow,
    *,
    is_kept_apart: bool = False,
) -> Notes:
    """Nothing for whoever is kept apart from somebody who sat there."""
    gets = "none" if is_kept_apart else notes_for(member.level)
    is_all = gets == "all"
    rows: list[tuple[str, str]] = []
    if is_all:
        rows.append(("Who was there", _names(meeting)))
        if account:
            rows.append(("What it was for", PURPOSES[account.purpose]))
            rows.append(("What people asked", account.questions))
            if account.child_said == "said":
                rows.append(("What the children wanted said", account.child_wanted))
    return Notes(
        title=title_of(meeting) if is_all else "When we meet next",
        who=member.name,
        member_id=member.id,
        rows=tuple(SummaryRow(label, value) for label, value in rows if value),
        decisions=tuple(one.text for one in decisions) if is_all else (),
        next_line="" if gets == "none" else next_line(meeting.next_on),
        is_anything=gets != "none",
        is_all=is_all,
        is_kept_apart=is_kept_apart,
    )


@dataclass(frozen=True, slots=True)
class PlannedCard:
    """A meeting that people are asked to, as the list has it."""

    title: str
    when: str
    people: str
    url: str


def planned_cards(
    family_id: UUID, planned: Iterable[PlannedRow]
) -> tuple[PlannedCard, ...]:
    return tuple(
        PlannedCard(
            title=PURPOSES[one.purpose],
            when=when_of(one),
            people=f"{one.convened_by} asks "
            f"{phrases.listed([person.who.name for person in one.people])}",
            url=reverse("meetings:planned", args=[family_id, one.id]),
        )
        for one in planned
    )


def when_of(planned: PlannedRow) -> str:
    """ "Thursday 14 March 2030, half past four to six"."""
    day = f"{planned.on_day:%A} {day_in_words(planned.on_day)}"
    return ", ".join(part for part in (day, planned.at_time) if part)


def counted(counts: MeetingCounts) -> str:
    """What the family's meetings with its network come to, in three sentences."""
    if not counts.all_held:
        return ""
    times = "once" if counts.all_held == 1 else f"{counts.all_held} times"
    said = [
        f"Family and network have met {times}, {counts.recent} of them in the last "
        "eight weeks."
        if counts.all_held > 1
        else f"Family and network have met {times}."
    ]
    if counts.come_back:
        said.append(f"{phrases.listed(counts.come_back)} came more than once.")
    more = "more" if counts.is_theirs else "not more"
    said.append(f"There were {more} of theirs than of us.")
    return " ".join(said)


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
        return reverse(f"meetings:{name}", args=[family_id, meeting.id, one.id])

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


def _names(meeting: MeetingRow) -> str:
    return phrases.listed([chair.who.name for chair in meeting.chairs])
