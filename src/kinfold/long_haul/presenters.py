"""Who stays, how it stands, and when to ask: as the page and the paper say it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from kinfold.long_haul.selectors import Staying
from kinfold.platform.components import SummaryRow, TimelineEntry, Tone
from kinfold_core import phrases
from kinfold_core.findings import Finding
from kinfold_core.people.dates import day_in_words
from kinfold_core.practice.ending import LongHaulDetails
from kinfold_core.practice.long_haul import (
    ANSWERS,
    CONSENTS,
    CheckDay,
    ConsentRow,
    birthdays_ahead,
    check_days,
    last_confirmed,
    not_told,
)
from kinfold_core.practice.rulebook import check_long_haul
from kinfold_core.practice.rules.long_haul import LongHaulFacts

_STATES: Final[dict[str, tuple[str, Tone]]] = {
    "ahead": ("Ahead", "calm"),
    "due": ("To be asked now", "needs"),
    "answered": ("Answered", "well"),
    "not_asked": ("Not asked", "calm"),
}


@dataclass(frozen=True, slots=True)
class DayLine:
    """A day to ask on."""

    title: str
    when: str
    state: str
    tone: Tone
    month: int
    is_due: bool


@dataclass(frozen=True, slots=True)
class LongHaulPage:
    """`asked` is what was said of being asked; "" when nobody has asked."""

    agreed: tuple[SummaryRow, ...]
    confirmed: str
    findings: tuple[Finding, ...]
    ahead: tuple[str, ...]
    days: tuple[DayLine, ...]
    asked: str
    heard: tuple[TimelineEntry, ...]
    said_before: tuple[str, ...]


def long_haul_page(
    staying: Staying,
    *,
    closed_on: date | None,
    born: Iterable[tuple[str, date]],
    today: date,
) -> LongHaulPage:
    """The page, from what is known today."""
    agreed, consent = staying.agreed, staying.consent
    said = [_consent(one) for one in staying.consents]
    return LongHaulPage(
        agreed=rows_of(agreed) if agreed else (),
        confirmed=_confirmed(agreed, staying) if agreed else "",
        findings=findings_of(agreed, staying.heard) if agreed else (),
        ahead=tuple(
            f"{name} is {age} on {day_in_words(day)}"
            for day, name, age in birthdays_ahead(born, today)
        ),
        days=tuple(
            _day(one)
            for one in check_days(closed_on, consent, staying.check_ins, today)
        ),
        asked=said[0] if said else "",
        heard=tuple(_heard(staying)),
        said_before=tuple(said[1:]),
    )


def rows_of(agreed: LongHaulDetails) -> tuple[SummaryRow, ...]:
    """The agreement, without the questions that nobody has answered."""
    lines = (
        ("Who stays", ", ".join(agreed.who_stays)),
        ("Calls everybody together", agreed.coordinator),
        ("How often", agreed.rhythm),
        ("What brings everybody together", agreed.triggers),
        ("Comes at once", agreed.emergency),
        ("Whom to ring", agreed.who_to_ring),
        ("Days ahead", agreed.turning_points),
        ("How the children have it", agreed.child_copy),
        ("Agreed", day_in_words(agreed.agreed_on)),
    )
    return tuple(SummaryRow(label, value) for label, value in lines if value)


def findings_of(agreed: LongHaulDetails, heard: Iterable[str]) -> tuple[Finding, ...]:
    return check_long_haul(
        LongHaulFacts(
            who_stays=agreed.who_stays,
            not_told=not_told(agreed.who_stays, heard),
            emergency=agreed.emergency,
            child_copy=agreed.child_copy,
        )
    )


def _consent(one: ConsentRow) -> str:
    way = f" {phrases.as_sentence(one.way)}" if one.way else ""
    return f"{CONSENTS[one.answer]}. {one.who}, {day_in_words(one.said_on)}.{way}"


def _confirmed(agreed: LongHaulDetails, staying: Staying) -> str:
    on = last_confirmed(agreed.agreed_on, staying.check_ins)
    if on == agreed.agreed_on:
        return f"Nobody has been asked since it was agreed on {day_in_words(on)}."
    return f"Somebody last said that it stands on {day_in_words(on)}."


def _day(one: CheckDay) -> DayLine:
    state, tone = _STATES[one.state]
    return DayLine(
        title=f"{one.month} months after",
        when=day_in_words(one.on),
        state=state,
        tone=tone,
        month=one.month,
        is_due=one.state == "due",
    )


def _heard(staying: Staying) -> Iterable[TimelineEntry]:
    for one in staying.check_ins:
        wanted = f" They want: {one.wanted}" if one.wanted else ""
        after = f", {one.month} months after the end" if one.month else ""
        yield TimelineEntry(
            title=ANSWERS[one.answer],
            when=f"{day_in_words(one.heard_on)}{after}",
            datetime=one.heard_on.isoformat(),
            text=f"{one.words}{wanted}".strip(),
            by=one.who,
            icon="leaf" if one.answer == "still" else "message-circle",
        )
