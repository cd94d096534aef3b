"""One time with a child, part by part, in the order that the child chose."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.urls import reverse
from django.utils.safestring import SafeString

from kinfold.child_tools.presenters.drawn import drawn, part_drawn
from kinfold.platform.components import Tone
from kinfold_core.findings import Finding
from kinfold_core.people.dates import day_in_words
from kinfold_core.phrases import as_sentence
from kinfold_core.practice.child_rows import (
    FileRow,
    ItemRow,
    ResponseRow,
    SessionRow,
    findings_of,
)
from kinfold_core.practice.child_sharing import Audience, in_words
from kinfold_core.practice.child_tools import PARTS, Consent, CopyKept, ToolPart

ONLY_TOLD = "You are told what is below, to keep somebody safe, and nothing else"
NOT_ASKED = "The child was not asked yet, so nobody is shown this"


@dataclass(frozen=True, slots=True)
class Told:
    """Something told in spite of the child's choice, in words."""

    title: str
    what: str
    reason: str
    child: str
    child_words: str
    tell_url: str


@dataclass(frozen=True, slots=True)
class FileCard:
    """`on_paper`: what stands where a recording is printed."""

    kind: str
    url: str
    alt: str
    on_paper: str


@dataclass(frozen=True, slots=True)
class ItemCard:
    """One thing that the child said."""

    row: ItemRow
    picture: SafeString | None
    files: tuple[FileCard, ...]
    sharing: tuple[str, ...]
    overrides: tuple[Told, ...]
    name: str
    edit_url: str
    draw_url: str
    paper_url: str
    sound_url: str
    share_url: str
    must_tell_url: str
    take_out_url: str


@dataclass(frozen=True, slots=True)
class PartCard:
    part: ToolPart
    picture: SafeString
    items: tuple[ItemCard, ...]
    add_url: str


@dataclass(frozen=True, slots=True)
class Answered:
    row: ResponseRow
    title: str
    about: str
    showings: tuple[tuple[str, str], ...]
    show_url: str


@dataclass(frozen=True, slots=True)
class SessionPage:
    row: SessionRow
    title: str
    when: str
    state: str
    tone: Tone
    around: tuple[tuple[str, str], ...]
    parts: tuple[PartCard, ...]
    taken_out: tuple[ItemCard, ...]
    answers: tuple[Answered, ...]
    copies: tuple[str, ...]
    findings: tuple[Finding, ...]
    due: str


def session_page(
    family_id: UUID, row: SessionRow, *, age: int | None, today: date
) -> SessionPage:
    parts = {part.key: part for part in PARTS[row.tool]}
    state, tone = state_of(row, today)
    return SessionPage(
        row=row,
        title=f"{row.child_name}: {row.tool.label}",
        when=" · ".join(
            one for one in (day_in_words(row.happened_on), row.place) if one
        ),
        state=state,
        tone=tone,
        around=_around(row),
        parts=tuple(_part(family_id, row, parts[key]) for key in row.part_order),
        taken_out=tuple(
            item_card(family_id, one) for one in row.items if one.is_taken_out
        ),
        answers=tuple(_answered(family_id, row, one) for one in row.responses),
        copies=tuple(_copy(row, at) for at in range(len(row.copies))),
        findings=findings_of(row, age=age, today=today) if row.may_write else (),
        due=f"The adults answer by {day_in_words(row.response_due_on)}"
        if row.response_due_on
        else "",
    )


def state_of(row: SessionRow, today: date) -> tuple[str, Tone]:
    """Where it stands, in few words."""
    if not row.is_finished:
        return "Not finished yet", "needs"
    if row.shown_back_on:
        return "Answered, and shown to the child", "well"
    if row.answered_on:
        return "Answered: show it to the child", "attention"
    due = row.response_due_on
    if due and due < today:
        return f"An answer was due on {day_in_words(due)}", "attention"
    return "Waits for the adults' answer", "needs"


def item_card(family_id: UUID, row: ItemRow) -> ItemCard:
    words = f"“{row.words}”" if row.words else row.part.label

    def url(name: str) -> str:
        return reverse(name, args=[family_id, row.id])

    return ItemCard(
        row=row,
        picture=None
        if row.picture.is_empty
        else drawn(row.picture, said=f"The child's drawing. {row.words}".strip()),
        files=tuple(
            FileCard(
                kind=one.kind,
                url=reverse("child_tools:file", args=[family_id, one.id]),
                alt=one.alt_text
                or f"What the child drew on paper. {row.words}".strip(),
                on_paper=_on_paper(one),
            )
            for one in row.files
        ),
        sharing=(ONLY_TOLD,)
        if row.is_told_only
        else in_words(row.choices) or (NOT_ASKED,),
        overrides=told_in_spite(family_id, row),
        name=words if len(words) < 80 else f"{words[:78]}…”",
        edit_url=url("child_tools:item"),
        draw_url=url("child_tools:draw"),
        paper_url=url("child_tools:paper"),
        sound_url=url("child_tools:sound"),
        share_url=url("child_words:share"),
        must_tell_url=url("child_words:must-tell"),
        take_out_url=url("child_tools:take-out"),
    )


def _on_paper(row: FileRow) -> str:
    """How long is said only where the recorder counted it."""
    length = ""
    if row.seconds is not None:
        length = f" of {row.seconds} second{'' if row.seconds == 1 else 's'}"
    day = day_in_words(row.made_on)
    said = f"A recording{length}, made on {day}, kept in the record."
    return f"{said} {as_sentence(row.alt_text)}" if row.alt_text else said


def told_in_spite(family_id: UUID, row: ItemRow) -> tuple[Told, ...]:
    told = []
    for one in row.override_rows:
        override = one.override
        whom = override.name or Audience(override.audience).label
        day = day_in_words(override.decided_on)
        child = (
            f"The child was told on {day_in_words(override.told_child_on)}"
            if override.told_child_on
            else f"The child does not know yet: {as_sentence(override.why_not_told)}"
        )
        told.append(
            Told(
                title=f"Told: {whom}. Decided by {override.decided_by} on {day}",
                what=override.what,
                reason=override.reason,
                child=child,
                child_words=override.child_words,
                tell_url=""
                if one.is_child_told
                else reverse("child_words:override-told", args=[family_id, one.id]),
            )
        )
    return tuple(told)


def _part(family_id: UUID, row: SessionRow, part: ToolPart) -> PartCard:
    add = reverse("child_tools:add-item", args=[family_id, row.id])
    return PartCard(
        part=part,
        picture=part_drawn(row.tool, part.key),
        items=tuple(
            item_card(family_id, one) for one in row.told if one.part_key == part.key
        ),
        add_url=f"{add}?part={part.key}",
    )


def _answered(family_id: UUID, row: SessionRow, one: ResponseRow) -> Answered:
    about = next((item.words for item in row.items if item.id == one.item_id), "")
    return Answered(
        row=one,
        title=f"{one.answered_by}, {day_in_words(one.answered_on)}",
        about=about,
        showings=tuple(
            (f"Shown to the child on {day_in_words(shown.shown_on)}", shown.child_words)
            for shown in one.showings
        ),
        show_url=reverse("child_words:show-back", args=[family_id, one.id]),
    )


def _copy(row: SessionRow, at: int) -> str:
    copy = row.copies[at]
    what = CopyKept(copy.form).label
    more = copy.kept_where or copy.why_not
    day = day_in_words(copy.given_on)
    return f"{what}, {day}{f': {more}' if more else ''}"


def _around(row: SessionRow) -> tuple[tuple[str, str], ...]:
    """What is known of the time itself, without what is empty."""
    consent = Consent(row.consent).label
    if row.consent_why:
        consent = f"{consent}: {row.consent_why}"
    ends = [
        f"{at} is “{words}”"
        for at, words in ((0, row.scale_0), (10, row.scale_10))
        if words
    ]
    path = [] if row.scale is None else [f"{row.scale} of 10"]
    lines = (
        ("Talked with", row.worker),
        ("In the room", row.people_there),
        ("Helped by", row.aids),
        ("Parents", consent),
        ("Asked", row.prompts),
        ("On the path", ". ".join(path + ends)),
        ("The child asks", row.child_question),
    )
    return tuple((label, words) for label, words in lines if words)
