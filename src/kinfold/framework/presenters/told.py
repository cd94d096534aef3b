"""What raters said of a closed review: beside each other, beside the review before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils import timezone

from kinfold.framework.models import Rater, Rating
from kinfold.framework.presenters import corrected
from kinfold.framework.selectors import Corrected, Told
from kinfold.framework.shipped import Domain, Part, framework
from kinfold.platform.components import Cell, Column, Figure, Link, Table
from kinfold_core.people.dates import day_in_words
from kinfold_core.practice import self_review as rules
from kinfold_core.practice.self_review import Hat, Placed
from kinfold_core.practice.self_review_drawing import Row, draw

HEADINGS = (
    "authority", "day", "edition", "domain", "part", "rater", "role", "rates_as",
    "score", "evidence", "front_line_guess", "front_line_why", "families_guess",
    "families_why", "corrected_why", "said_on", "written_by", "which",
)  # fmt: skip
NUMBERS = frozenset({"score", "front_line_guess", "families_guess"})
STANDS = "Stands"
FILE_RULE = (
    "What was corrected after closing has a line for what was said at closing too. "
    f"Count only the lines with “{STANDS}” under “which”"
)
LETTERS = "In a ring: " + ", ".join(f"{one.letter} {one.label.lower()}" for one in Hat)


@dataclass(frozen=True, slots=True)
class First:
    """A part to talk about first, and why."""

    title: str
    url: str
    words: str


@dataclass(frozen=True, slots=True)
class DomainShown:
    title: str
    words: str
    figure: Figure


def placed(told: Told, part: str) -> list[Placed]:
    """What each rater said of a part, by hat and name."""
    said = {one.rater_id: one for one in told.ratings if one.part == part}
    return [
        Placed(
            name=one.name,
            hat=Hat(one.hat),
            score=said[one.pk].score,
            front_line=said[one.pk].front_line,
            families=said[one.pk].families,
        )
        for one in told.raters
        if one.pk in said
    ]


def part_url(told: Told, part: Part) -> str:
    return reverse("framework:part", args=[told.review.pk, part.key])


def to_talk_about(told: Told) -> tuple[tuple[First, ...], tuple[First, ...]]:
    """The parts on which raters lie far apart, the furthest first; and those that
    somebody put low, the lowest first."""
    apart, low = [], []
    for part in framework(told.review.edition).parts:
        said = placed(told, part.key)
        scores = [one.score for one in said]
        first = First(part.title, part_url(told, part), rules.spread_words(said))
        if rules.is_apart(scores):
            apart.append((min(scores) - max(scores), first))
        if rules.is_low(scores):
            low.append((min(scores), first))
    return _ordered(apart), _ordered(low)


def corrected_since(told: Told, rows: Sequence[Corrected]) -> tuple[First, ...]:
    """The parts of which something was corrected after closing, in the framework's
    order."""
    return tuple(
        First(
            part.title,
            part_url(told, part),
            " ".join(corrected.words(one) for one in theirs),
        )
        for part in framework(told.review.edition).parts
        if (theirs := [one for one in rows if one.part == part.key])
    )


def _ordered(found: list[tuple[int, First]]) -> tuple[First, ...]:
    return tuple(one for _, one in sorted(found, key=lambda each: each[0]))


def domains(told: Told, before: Told | None) -> tuple[DomainShown, ...]:
    return tuple(
        DomainShown(one.title, one.words, _figure(one, told, before))
        for one in framework(told.review.edition).domains
    )


def _figure(domain: Domain, told: Told, before: Told | None) -> Figure:
    said = {part.key: placed(told, part.key) for part in domain.parts}
    rows = [
        Row(
            part.title,
            tuple((one.hat.letter, one.score) for one in said[part.key]),
            _span(before, part.key),
        )
        for part in domain.parts
    ]
    title = _finding(domain, said)
    sentence = f"{LETTERS}."
    if before:
        sentence += (
            f" The band is from the lowest to the highest of "
            f"{day_in_words(before.review.day)}."
        )
    return Figure(
        title=title,
        svg=_both(rows, f"domain-{domain.key}", title, sentence),
        sentence=sentence,
        table=_domain_table(domain, told, before, said),
        source=_source(told),
    )


def _both(rows: Sequence[Row], key: str, title: str, sentence: str) -> str:
    wide = draw(rows, key=f"{key}-wide", title=title, sentence=sentence)
    narrow = draw(
        rows, key=f"{key}-narrow", title=title, sentence=sentence, narrow=True
    )
    return f'<div class="chart-swap">{wide}{narrow}</div>'


def _span(told: Told | None, part: str) -> tuple[int, int] | None:
    return rules.span(one.score for one in placed(told, part)) if told else None


def _finding(domain: Domain, said: dict[str, list[Placed]]) -> str:
    """The part of a domain on which raters lie furthest apart, if any do."""
    spans = [
        (high - low, part.title, low, high)
        for part in domain.parts
        if (held := rules.span(one.score for one in said[part.key]))
        for low, high in (held,)
    ]
    if not spans:
        return f"{domain.title}: nobody rated it"
    apart, name, low, high = max(spans, key=lambda one: one[0])
    if apart == 0:
        return f"{domain.title}: nobody puts any part otherwise than another rater"
    return f"{domain.title}: furthest apart on “{name}”, from {low} to {high}"


def _domain_table(
    domain: Domain, told: Told, before: Told | None, said: dict[str, list[Placed]]
) -> Table:
    columns = [Column("Part"), *(Column(hat.label) for hat in Hat), Column("Apart")]
    if before:
        columns.append(Column(f"On {day_in_words(before.review.day)}"))
    rows = []
    for part in domain.parts:
        scores = [one.score for one in said[part.key]]
        line: list[Cell | str] = [Cell(part.title, url=part_url(told, part))]
        for hat in Hat:
            theirs = [one.score for one in said[part.key] if one.hat is hat]
            line.append(rules.listed(theirs) if theirs else "Did not rate")
        line.append(str(max(scores) - min(scores)) if scores else "Nobody rated it")
        if before:
            line.append(_span_words(_span(before, part.key)))
        rows.append(tuple(line))
    return Table(domain.title, tuple(columns), tuple(rows), is_caption_shown=False)


def _span_words(held: tuple[int, int] | None) -> str:
    if held is None:
        return "Nobody rated it"
    low, high = held
    return f"All at {low}" if low == high else f"{low} to {high}"


def _source(told: Told) -> str:
    return (
        f"Source: {len(told.raters)} named raters of {told.review.authority.name}, "
        f"{day_in_words(told.review.day)}."
    )


@dataclass(frozen=True, slots=True)
class PartPage:
    """One part of a closed review: everything that was said of it."""

    figure: Figure
    spread: str
    moved: str
    guesses: tuple[str, ...]
    said: Table
    corrected: Table | None
    others: tuple[Link, ...]


def part_page(
    part: Part, reviews: Sequence[Told], told: Told, since: Sequence[Corrected]
) -> PartPage:
    """`reviews`: the closed ones of the authority, the earliest first, `told` in
    them."""
    upto = reviews[: [one.review.pk for one in reviews].index(told.review.pk) + 1]
    said = placed(told, part.key)
    before = placed(upto[-2], part.key) if len(upto) > 1 else []
    moved = rules.moved_words(before, said)
    return PartPage(
        figure=_over_time(part, reviews, told),
        spread=rules.spread_words(said),
        moved=f"Since {day_in_words(upto[-2].review.day)}. {moved}" if moved else "",
        guesses=rules.guess_words(said),
        said=_said_table(part, told),
        corrected=corrected.table(since) if since else None,
        others=tuple(
            Link(day_in_words(one.review.day), part_url(one, part))
            for one in reviews
            if one.review.pk != told.review.pk
        ),
    )


def _over_time(part: Part, reviews: Sequence[Told], told: Told) -> Figure:
    """A row for each review."""
    said = [(one, placed(one, part.key)) for one in reviews]
    rows = [
        Row(
            day_in_words(one.review.day),
            tuple((each.hat.letter, each.score) for each in held),
        )
        for one, held in said
    ]
    sentence = f"{LETTERS}."
    title = f"{part.title}: {_placed_words(placed(told, part.key))}"
    return Figure(
        title=title,
        svg=_both(rows, f"part-{part.key}", title, sentence),
        sentence=sentence,
        table=Table(
            part.title,
            (Column("Review"), *(Column(hat.label) for hat in Hat), Column("Apart")),
            tuple(
                (
                    day_in_words(one.review.day),
                    *(_of_hat(held, hat) for hat in Hat),
                    _apart(held),
                )
                for one, held in said
            ),
            is_caption_shown=False,
        ),
        source=_source(told),
    )


def _placed_words(said: Sequence[Placed]) -> str:
    held = rules.span(one.score for one in said)
    if held is None:
        return "nobody rated it"
    low, high = held
    return f"all at {low}" if low == high else f"from {low} to {high}"


def _of_hat(said: Sequence[Placed], hat: Hat) -> str:
    theirs = [one.score for one in said if one.hat is hat]
    return rules.listed(theirs) if theirs else "Did not rate"


def _apart(said: Sequence[Placed]) -> str:
    held = rules.span(one.score for one in said)
    return str(held[1] - held[0]) if held else "Nobody rated it"


def _said_table(part: Part, told: Told) -> Table:
    said = {one.rater_id: one for one in told.ratings if one.part == part.key}
    return Table(
        "What each rater said",
        (
            Column("Who"),
            Column("As"),
            Column("Place", is_number=True),
            Column("What shows it"),
            Column("The front line would say"),
            Column("Families would say"),
        ),
        tuple(
            (
                f"{one.name}, {one.role}",
                Hat(one.hat).label,
                str(said[one.pk].score),
                said[one.pk].evidence,
                corrected.guess(said[one.pk].front_line, said[one.pk].front_line_why),
                corrected.guess(said[one.pk].families, said[one.pk].families_why),
            )
            for one in told.raters
            if one.pk in said
        ),
        is_caption_shown=False,
        empty_text="Nobody rated this.",
    )


def file_rows(told: Told, rows: Sequence[Corrected]) -> list[tuple[str, ...]]:
    """A line for each part of each rater as it stands, in the framework's order. What
    was corrected of it stands in lines of their own before, from closing on."""
    raters = {one.pk: one for one in told.raters}
    before = {(one.rater.pk, one.part): one for one in rows}
    found = []
    for domain in framework(told.review.edition).domains:
        for part in domain.parts:
            said = [one for one in told.ratings if one.part == part.key]
            said.sort(key=lambda one: list(raters).index(one.rater_id))
            found += [
                _line(told, domain, part, raters[one.rater_id], one, which)
                for newest in said
                for one, which in _each(newest, before.get((newest.rater_id, part.key)))
            ]
    return found


def _each(newest: Rating, held: Corrected | None) -> Iterator[tuple[Rating, str]]:
    if held:
        if held.at_closing:
            yield held.at_closing, corrected.AT_CLOSING
        for one in held.since[:-1]:
            yield one, "Corrected again since"
    yield newest, STANDS


def _line(
    told: Told, domain: Domain, part: Part, rater: Rater, said: Rating, which: str
) -> tuple[str, ...]:
    row: list[Any] = [
        told.review.authority.name, told.review.day, told.review.edition, domain.title,
        part.title, rater.name, rater.role, Hat(rater.hat).label, said.score,
        said.evidence, said.front_line, said.front_line_why, said.families,
        said.families_why, said.corrected_why, timezone.localdate(said.at),
        said.by_name, which,
    ]  # fmt: skip
    return tuple("" if one is None else str(one) for one in row)
