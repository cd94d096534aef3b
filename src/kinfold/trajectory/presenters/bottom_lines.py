"""Bottom lines as their page shows them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse

from kinfold.platform.addresses import address
from kinfold.platform.components import TimelineEntry, Tone
from kinfold.trajectory.models import BottomLineChange, CaseBottomLine
from kinfold.trajectory.presenters.questions import QuestionCard, question_card
from kinfold_core import phrases
from kinfold_core.findings import Finding
from kinfold_core.people.dates import day_in_words
from kinfold_core.practice.facts_road import BottomLineFacts, BottomLinesFacts
from kinfold_core.practice.living_map import LivingMap
from kinfold_core.practice.road import BottomLineDetails, BottomLineRow, ChangeRow
from kinfold_core.practice.rulebook import check_bottom_line, check_bottom_lines
from kinfold_core.practice.vocabulary import Concept, numbered

SET_AS = dict(CaseBottomLine.SetAs.choices)
FORCE = dict(CaseBottomLine.Force.choices)
STATES = dict(CaseBottomLine.State.choices)
CHANGES = dict(BottomLineChange.Change.choices)
TONES: dict[str, Tone] = {
    "proposed": "attention",
    "explained": "needs",
    "demonstrated": "well",
    "lifted": "calm",
}


@dataclass(frozen=True, slots=True)
class LineCard:
    """One bottom line, what stands behind it, and what the family asked.

    `harms`: what has happened that its danger comes from, with the page of each.
    """

    row: BottomLineRow
    state: str
    tone: Tone
    danger: str
    danger_url: str
    harms: tuple[tuple[str, str], ...]
    set_line: str
    told_line: str
    changed_line: str
    was: str
    questions: tuple[QuestionCard, ...]
    past: tuple[TimelineEntry, ...]
    findings: tuple[Finding, ...]
    urls: dict[str, str]


@dataclass(frozen=True, slots=True)
class BottomLinesPage:
    standing: tuple[LineCard, ...]
    lifted: tuple[LineCard, ...]
    findings: tuple[Finding, ...]


def bottom_lines_page(
    family_id: UUID,
    rows: Sequence[BottomLineRow],
    standing: LivingMap,
) -> BottomLinesPage:
    cards = [_card(family_id, row, standing) for row in rows]
    in_place = tuple(card for card in cards if card.row.stands)
    return BottomLinesPage(
        standing=in_place,
        lifted=tuple(card for card in cards if not card.row.stands),
        findings=check_bottom_lines(
            BottomLinesFacts(tuple(card.row.text for card in in_place))
        ),
    )


def facts_of(row: BottomLineRow) -> BottomLineFacts:
    """What the rules look at. New words are told once they are explained again."""
    rewording = row.last_rewording
    return BottomLineFacts(
        text=row.text,
        is_court_ordered=row.force == CaseBottomLine.Force.COURT_ORDER,
        is_changed=rewording is not None,
        change_reason=rewording.reason if rewording else "",
        is_family_told=row.explained_on is not None,
    )


def _card(family_id: UUID, row: BottomLineRow, standing: LivingMap) -> LineCard:
    dangers, pack = standing.dangers, standing.vocabulary
    danger = next((one for one in dangers if one.id == row.danger_id), None)
    rewording = row.last_rewording
    names = ("change", "explain", "seen", "lift", "ask")
    return LineCard(
        row=row,
        state=STATES[row.state],
        tone=TONES[row.state],
        danger=numbered(pack, Concept.DANGER, danger.number) if danger else "",
        danger_url=address("versions:danger", family_id, danger.id) if danger else "",
        harms=tuple(
            (
                phrases.shortened(one.text, 160),
                address("versions:entry", family_id, one.id),
            )
            for one in standing.entries
            if danger and one.category == "harm" and one.danger_id == danger.id
        ),
        set_line=_set_line(row),
        told_line=_told_line(row),
        changed_line=_changed_line(rewording) if rewording else "",
        was=_before(row.changes, rewording) if rewording else "",
        questions=tuple(question_card(family_id, one) for one in row.questions),
        past=tuple(_past(change) for change in row.changes),
        findings=check_bottom_line(facts_of(row)) if row.stands else (),
        urls={
            name: reverse(f"trajectory:{name}-bottom-line", args=[family_id, row.id])
            for name in names
        },
    )


def _set_line(row: BottomLineRow) -> str:
    who = f"{row.set_by.name} ({SET_AS[row.set_as].lower()})"
    return f"Set by {who} on {day_in_words(row.set_on)}. {FORCE[row.force]}."


def _told_line(row: BottomLineRow) -> str:
    since = day_in_words(row.state_on)
    parts = []
    if row.explained_on:
        told = f"Explained to {row.explained_to} on {day_in_words(row.explained_on)}"
        parts.append(told)
    if row.state == "demonstrated":
        parts.append(f"Seen to be so since {since}: {row.shown_by}")
    if row.state == "lifted" and row.changes:
        parts.append(f"Lifted on {since}: {row.changes[0].reason}")
    return " ".join(phrases.as_sentence(part) for part in parts)


def _changed_line(change: ChangeRow) -> str:
    on = day_in_words(change.changed_at.date())
    reason = phrases.as_sentence(change.reason)
    return f"{change.changed_by} changed this on {on}: {reason}"


def _before(changes: Sequence[ChangeRow], rewording: ChangeRow) -> str:
    """The words that stood before the newest rewording, when they were others."""
    earlier = [one for one in changes if one.version < rewording.version]
    was = str(earlier[0].words["text"]) if earlier else ""
    return was if was != rewording.words["text"] else ""


def _past(change: ChangeRow) -> TimelineEntry:
    return TimelineEntry(
        title=CHANGES[change.change],
        when=day_in_words(change.changed_at.date()),
        datetime=change.changed_at.isoformat(),
        text="\n".join(
            part for part in (str(change.words["text"]), change.reason) if part
        ),
        by=change.changed_by,
        icon="pencil",
    )


def differences(
    standing: CaseBottomLine, typed: BottomLineDetails
) -> list[tuple[str, str, str]]:
    """Each question about a bottom line with what stands and what was typed."""
    return [
        ("What must be in place?", standing.text, typed.text),
        ("Why is it needed?", standing.why, typed.why),
        ("Which worry is it about?", *_dangers(standing.danger_id, typed.danger_id)),
        ("Who set it?", standing.set_by_name, typed.set_by.name),
        ("As what?", SET_AS[standing.set_as], SET_AS[typed.set_as]),
        ("What stands behind it?", FORCE[standing.force], FORCE[typed.force]),
        ("When was it set?", day_in_words(standing.set_on), day_in_words(typed.set_on)),
    ]


def _dangers(standing: UUID | None, typed: UUID | None) -> tuple[str, str]:
    if standing == typed:
        return "", ""
    return "One of the map" if standing else "None", "Another" if typed else "None"
