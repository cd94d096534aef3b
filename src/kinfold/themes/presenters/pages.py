"""Collections, answers, codes and themes in words. No queries."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse

from kinfold.platform.components import Cell, Column, Table
from kinfold.platform.models import Authority
from kinfold.themes.models import (
    AnswerBatch,
    AnswerCollection,
    AnswerMasking,
    CodeWording,
    OpenAnswer,
    ThemeWording,
)
from kinfold.themes.presenters.agreement import FEW
from kinfold.themes.selectors.coding import Found, Seats
from kinfold.themes.selectors.collections import Line
from kinfold.themes.selectors.themes import ThemeShown
from kinfold_core.people.dates import day_in_words
from kinfold_core.people.likely_identifiers import Identifier

SOURCES = list(AnswerCollection.Source.choices)
STANCES = list(ThemeWording.Stance.choices)
COLUMN_WORDS = (
    ("worried", "What are we worried about?"),
    ("well", "What's working well?"),
    ("needs", "What needs to happen?"),
    ("words", ""),
)


def collections_table(lines: Iterable[Line]) -> Table:
    return Table(
        caption="Collections of open answers",
        columns=(
            Column("Collection"),
            Column("From"),
            Column("Whose"),
            Column("Day"),
            Column("Answers", is_number=True),
        ),
        rows=tuple(
            (
                Cell(
                    f"{one.title} (made up)" if one.is_synthetic else one.title,
                    reverse("themes:collection", args=[one.id]),
                ),
                one.source,
                one.place,
                day_in_words(one.held_on),
                str(one.answers),
            )
            for one in lines
        ),
        is_caption_shown=False,
        empty_text="No collection yet.",
    )


def place_options(places: Iterable[Authority]) -> list[tuple[str, str]]:
    return [(str(one.pk), one.name) for one in places]


def book_options(book: Iterable[CodeWording]) -> list[tuple[str, str]]:
    return [(str(one.code_id), f"{one.name}: {one.meaning}") for one in book]


def answer_options(answers: Iterable[OpenAnswer]) -> list[tuple[str, str]]:
    """Each by its number and how it begins, to choose one from."""
    return [
        (str(one.pk), f"{one.number}: {next(t for t in one.texts if t)[:60]}")
        for one in answers
    ]


@dataclass(frozen=True, slots=True)
class AnswerShown:
    """An answer's columns, with their headings, as far as they were filled."""

    number: int
    place: str
    parts: tuple[tuple[str, str], ...]
    url: str = ""


def answer_shown(one: OpenAnswer, *, url: str = "") -> AnswerShown:
    parts = tuple(
        (heading, text)
        for name, heading in COLUMN_WORDS
        if (text := getattr(one, name))
    )
    return AnswerShown(
        one.number, one.authority.name if one.authority else "", parts, url
    )


def batch_lines(batches: Iterable[AnswerBatch]) -> list[str]:
    return [
        f"{_many(one.answers, 'answer')} came in on {day_in_words(one.at.date())}, "
        f"{'pasted' if one.came_as == 'pasted' else f'from {one.came_as}'}, by "
        f"{one.by_name}. Names, dates and numbers masked: {one.masked}."
        for one in batches
    ]


def masking_lines(maskings: Iterable[AnswerMasking]) -> list[str]:
    return [
        f"{Identifier(one.kind).label.capitalize()} was masked in "
        f"{_many(one.answers, 'answer')} on {day_in_words(one.at.date())}, by "
        f"{one.by_name}: {one.why}"
        for one in maskings
    ]


def _many(count: int, one: str, more: str = "") -> str:
    return f"{count} {one if count == 1 else more or one + 's'}"


def seat_lines(seats: Seats, coded: dict[int, int], answers: int) -> list[str]:
    return [
        f"{one.name}: through with all {answers}"
        if one.done_at
        else f"{one.name}: {coded.get(one.seat, 0)} of {answers} coded"
        for one in seats.taken
    ]


@dataclass(frozen=True, slots=True)
class Difference:
    """An answer that the two coded differently, and what became of it."""

    answer: AnswerShown
    first: str
    second: str
    settled: str


def differences(
    answers: Sequence[OpenAnswer],
    both: tuple[Found, Found],
    settled: dict[UUID, tuple[frozenset[UUID], str]],
    names: dict[UUID, str],
    row: AnswerCollection,
) -> list[Difference]:
    shown = []
    for one in answers:
        first, second = (found.codes.get(one.pk, frozenset()) for found in both)
        if first == second:
            continue
        said = settled.get(one.pk)
        url = reverse("themes:settle", args=[row.pk, one.pk])
        shown.append(
            Difference(
                answer_shown(one, url=url),
                code_names(first, names),
                code_names(second, names),
                f"{code_names(said[0], names)}. {said[1]}" if said else "",
            )
        )
    return shown


def code_names(codes: Iterable[UUID], names: dict[UUID, str]) -> str:
    found = sorted(names[one] for one in codes if one in names)
    return ", ".join(found) or "No code"


@dataclass(frozen=True, slots=True)
class ThemeCard:
    number: int
    name: str
    says: str
    carried: str
    claim: str
    codes: str
    quotations: tuple[tuple[str, str, str], ...]
    """Each quotation's words, whose they are, and where it is taken back."""
    change_url: str
    quote_url: str


def theme_card(
    one: ThemeShown, names: dict[UUID, str], row: AnswerCollection
) -> ThemeCard:
    of = one.wording
    return ThemeCard(
        number=of.theme.number,
        name=of.name,
        says=of.says,
        carried=carried_words(one),
        claim=claim_words(of),
        codes=code_names(of.codes, names),
        quotations=tuple(
            (
                quoted.words,
                f"Answer {quoted.answer.number}",
                reverse("themes:take-quotation-back", args=[row.pk, quoted.pk]),
            )
            for quoted in one.quotations
        ),
        change_url=reverse("themes:change-theme", args=[row.pk, of.theme_id]),
        quote_url=reverse("themes:quote", args=[row.pk, of.theme_id]),
    )


def carried_words(one: ThemeShown) -> str:
    """How many answers carry it. No share where there are few answers."""
    share = f" ({100 * one.carried / one.of:.0f}%)" if one.of >= FEW else ""
    said = f"{one.carried} of {_many(one.of, 'answer')} carry it{share}"
    if one.places:
        said += f", from {_many(one.places, 'authority', 'authorities')}"
    if one.open:
        said += f". The two coders still differ on {one.open}, which are not counted"
    if one.of < FEW:
        said += ". Few answers: it shows that this was said, not how common it is"
    return f"{said}."


def claim_words(of: ThemeWording) -> str:
    if not of.claim:
        return ""
    how = {
        ThemeWording.Stance.FOR: "Speaks for",
        ThemeWording.Stance.AGAINST: "Speaks against",
        ThemeWording.Stance.NEITHER: "Beside",
    }[ThemeWording.Stance(of.stance)]
    return f"{how} the claim: {of.claim}"
