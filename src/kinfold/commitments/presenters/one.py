"""One commitment with its answers, its wordings and how it went."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from kinfold.commitments.presenters.page import ANSWERS, WAYS, Card, State, state_of
from kinfold.platform.components import TimelineEntry
from kinfold_core import phrases
from kinfold_core.people.dates import day_in_words
from kinfold_core.practice.asking_by_text import message_asking, when_said
from kinfold_core.practice.commitments import (
    AnswerRow,
    CommitmentDetails,
    CommitmentRow,
    KeptRow,
)


@dataclass(frozen=True, slots=True)
class Asked:
    """One of those who are asked, and the text that asks them."""

    name: str
    role: str
    state: State
    message: str
    link_url: str


@dataclass(frozen=True, slots=True)
class OnePage:
    card: Card
    asked: tuple[Asked, ...]
    rule: str
    past: tuple[TimelineEntry, ...]
    urls: dict[str, str]


def one_page(
    family_id: UUID,
    card: Card,
    *,
    names: dict[UUID, str],
    children: Sequence[str],
    sender: str,
    rule: str,
) -> OnePage:
    row = card.row
    urls = {
        name: reverse(f"commitments:{name}", args=[family_id, row.id])
        for name in ("reword", "answer", "went", "end")
    }
    return OnePage(
        card=card,
        asked=tuple(
            _asked(family_id, row, key, names.get(key, ""), children, sender)
            for key in row.askable
        ),
        rule=rule,
        past=_past(row, names),
        urls=urls,
    )


def _asked(
    family_id: UUID,
    row: CommitmentRow,
    member_id: UUID,
    name: str,
    children: Sequence[str],
    sender: str,
) -> Asked:
    is_backup = member_id != row.member_id
    does = row.does
    if is_backup:
        does = f"I come when {row.member_name} cannot: {row.does}"
    is_open = not (row.is_ended or row.has_yes_of(member_id))
    return Asked(
        name=name,
        role="Comes instead" if is_backup else "Does it",
        state=state_of(row, member_id),
        message=message_asking(
            to=name,
            does=does,
            when=when_said(row.days, row.parts),
            sender=sender,
            children=children,
        )
        if is_open
        else "",
        link_url=reverse("commitments:link", args=[family_id, member_id])
        if is_open
        else "",
    )


def _past(row: CommitmentRow, names: dict[UUID, str]) -> tuple[TimelineEntry, ...]:
    """Everything that was said and happened, the newest first."""
    dated = [
        *((one.answered_on, 2, _answer(one, names)) for one in row.answers),
        *((one.on, 3, _time(one)) for one in row.kept),
    ]
    for one in row.wordings:
        on = timezone.localdate(one.written_at)
        why = f" Because: {phrases.as_sentence(one.why)}" if one.why else ""
        entry = TimelineEntry(
            title="Asked" if one.version == 1 else "Asked again, in other words",
            when=day_in_words(on),
            datetime=on.isoformat(),
            text=f"“{one.does}”{why}",
            by=one.written_by,
            icon="message-circle",
        )
        dated.append((on, 1, entry))
    return tuple(
        entry for _, _, entry in sorted(dated, key=lambda one: one[:2], reverse=True)
    )


def _answer(one: AnswerRow, names: dict[UUID, str]) -> TimelineEntry:
    seen = f" {one.seen_by} saw it." if one.seen_by else ""
    sure = f" {one.sure} out of 10 sure." if one.sure is not None else ""
    words = f" “{one.words}”" if one.words else ""
    return TimelineEntry(
        title=f"{names.get(one.member_id, 'They')}: {ANSWERS[one.answer]}",
        when=day_in_words(one.answered_on),
        datetime=one.answered_on.isoformat(),
        text=f"{phrases.capital(WAYS[one.way])}.{seen}{sure}{words}",
        by=f"written down by {one.recorded_by}" if one.recorded_by else "by themselves",
        icon="check" if one.answer == "yes" else "message-circle",
    )


def _time(one: KeptRow) -> TimelineEntry:
    return TimelineEntry(
        title="It happened" if one.is_kept else "This time it did not happen",
        when=day_in_words(one.on),
        datetime=one.on.isoformat(),
        text=one.what,
        by=f"told by {one.told_by}",
        icon="calendar",
    )


def differences(
    standing: CommitmentRow, typed: CommitmentDetails
) -> list[tuple[str, str, str]]:
    """Each question with what stands and what was typed."""
    return [
        ("What will they do?", standing.does, typed.does),
        ("When?", when_said(standing.days, standing.parts),
         when_said(typed.days, typed.parts)),
        ("How often?", standing.how_often, typed.how_often),
        ("Until when?", standing.until, typed.until),
    ]  # fmt: skip
