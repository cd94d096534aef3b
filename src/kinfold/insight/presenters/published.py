"""Published figures in words, tables and pictures. No queries and no page markup."""

from __future__ import annotations

from dataclasses import dataclass
from operator import attrgetter

from django.urls import reverse

from kinfold.insight.selectors import AuthorityPictures
from kinfold.platform.components import (
    Cell,
    Column,
    Figure,
    Link,
    SummaryRow,
    Table,
)
from kinfold_measures.areas import ENDED, Area
from kinfold_measures.breaks import BREAKS
from kinfold_measures.catalogue import BY_CODE
from kinfold_measures.charts.band import judgement_band, judgement_finding
from kinfold_measures.charts.dots import dot_chart
from kinfold_measures.charts.line import Size, line_chart
from kinfold_measures.findings import (
    comparison_explanation,
    comparison_finding,
    england_words,
    finding,
    notes,
    standing_sentences,
)
from kinfold_measures.measure import (
    POLARITY_WORDS,
    UNIT_WORDS,
    Measure,
    in_label,
    year_words,
)
from kinfold_measures.ofsted import FRAMEWORK_WORDS, Judgement
from kinfold_measures.picture import Picture
from kinfold_measures.series import Cell as Number
from kinfold_measures.series import Withheld
from kinfold_measures.standing import Standing, Standings

NEIGHBOURS = "Statistical neighbours' middle"


@dataclass(frozen=True, slots=True)
class Card:
    """A small picture among many, and where it is drawn large."""

    figure: Figure
    source: str
    short: str
    url: str


def number_words(number: Number, measure: Measure) -> str:
    """A number as a table says it, or in a word why there is none."""
    if isinstance(number, float):
        return in_label(number, measure)
    return "Withheld" if isinstance(number, Withheld) else "No figure"


def measure_url(measure: Measure) -> str:
    return reverse("insight:measure", kwargs={"code": measure.code})


def picture_url(area: Area, measure: Measure) -> str:
    return reverse("insight:picture", kwargs={"slug": area.slug, "code": measure.code})


def authority_url(area: Area) -> str:
    return reverse("insight:authority", kwargs={"slug": area.slug})


def themes_of_cards(
    shown: AuthorityPictures,
) -> tuple[tuple[str, tuple[Card, ...]], ...]:
    """The authority page's small pictures, by theme."""
    return tuple(
        (theme, tuple(card(picture) for picture in pictures))
        for theme, pictures in shown.themes
    )


def card(picture: Picture) -> Card:
    measure = picture.measure
    svg = line_chart(picture, key=_key(measure), size=Size.SMALL)
    figure = _figure(
        picture, svg, _short_table(picture), standing_sentences(picture)[:1]
    )
    return Card(
        figure,
        short_source(measure),
        measure.short,
        picture_url(picture.area, measure),
    )


def large_figure(picture: Picture) -> Figure:
    """The page of one measure: a wide drawing, and a narrow one for a phone."""
    key = _key(picture.measure)
    wide = line_chart(picture, key=key, size=Size.WIDE)
    narrow = line_chart(picture, key=f"{key}-narrow", size=Size.NARROW)
    return _figure(
        picture,
        either(wide, narrow),
        _full_table(picture),
        standing_sentences(picture),
    )


def either(wide: str, narrow: str) -> str:
    return f'<div class="chart-swap">{wide}{narrow}</div>'


def _figure(
    picture: Picture, svg: str, table: Table, sentences: tuple[str, ...]
) -> Figure:
    return Figure(
        title=finding(picture),
        svg=svg,
        sentence=" ".join(sentences),
        table=table,
        source=source_words(picture.measure),
        definition_url=measure_url(picture.measure),
        notes=notes(picture),
    )


def source_words(measure: Measure) -> str:
    return f"Source: {measure.source}. {measure.table}. {measure.period}."


_SHORTER = {
    "Department for Education": "DfE",
    "Local Authority Interactive Tool": "LAIT",
    "Office for National Statistics": "ONS",
}


def short_source(measure: Measure) -> str:
    """The source where twelve stand on one page; their full names are a click away."""
    words = measure.source
    for name, short in _SHORTER.items():
        words = words.replace(name, short)
    return f"Source: {words}."


def _key(measure: Measure) -> str:
    return measure.code.replace(".", "-").replace("_", "-")


def _columns(picture: Picture, *more: str) -> tuple[Column, ...]:
    names = (picture.area.name, "England", "Similar", *more)
    return (Column("Year"), *(Column(name, is_number=True) for name in names))


def _caption(picture: Picture) -> str:
    measure = picture.measure
    return (
        f"{measure.title}, {picture.area.name}, {UNIT_WORDS[measure.unit]}. "
        f"England: {england_words(measure)}. Similar: the middle of its ten "
        "statistical neighbours."
    )


def _short_table(picture: Picture) -> Table:
    return Table(
        caption=_caption(picture),
        columns=_columns(picture),
        rows=tuple(_year_row(picture, year) for year in picture.years),
        is_caption_shown=False,
    )


def _full_table(picture: Picture) -> Table:
    """The short table and, for each year, the middle half and what broke there."""
    rows = []
    for year in picture.years:
        middle = picture.middle_at(year)
        lower, upper = (
            number_words(edge, picture.measure) for edge in (middle.lower, middle.upper)
        )
        half = lower if lower == upper else f"{lower} to {upper}"
        parted = any(year in one.starts() for one in picture.breaks)
        note = "Not joined to the year before" if parted else ""
        rows.append((*_year_row(picture, year), half, note))
    return Table(
        caption=_caption(picture),
        columns=(*_columns(picture, "Middle half"), Column("Note")),
        rows=tuple(rows),
        is_caption_shown=False,
    )


def _year_row(picture: Picture, year: int) -> tuple[str, ...]:
    measure = picture.measure
    return (
        year_words(year, measure),
        number_words(picture.series.at(year), measure),
        number_words(picture.england.at(year), measure),
        number_words(picture.neighbours.at(year), measure),
    )


def ofsted_figure(
    area: Area, judgements: tuple[Judgement, ...], years: tuple[int, int]
) -> Figure:
    """The judgements in force, as a band."""
    first, last = years
    wide, narrow = (
        judgement_band(
            judgements,
            key=key,
            name=area.name,
            years=(first, last + 2),
            narrow=is_narrow,
        )
        for key, is_narrow in (("ofsted", False), ("ofsted-narrow", True))
    )
    return Figure(
        title=judgement_finding(judgements, area.name),
        svg=either(wide, narrow),
        sentence=(
            "The overall judgement of each full inspection, in force from its report "
            "to the next. What inspectors look at changed in 2018."
        ),
        table=Table(
            caption=f"Ofsted judgements, {area.name}",
            columns=(Column("Published"), Column("Overall"), Column("Framework")),
            rows=tuple(_judgement_row(judgement) for judgement in judgements),
            is_caption_shown=False,
            empty_text="No judgement is held.",
        ),
        source="Source: Ofsted, inspection reports of children's services.",
    )


def _judgement_row(judgement: Judgement) -> tuple[str, str, str]:
    day = judgement.published_on
    return (
        f"{day.day} {day:%B %Y}",
        judgement.overall.words,
        FRAMEWORK_WORDS[judgement.framework],
    )


def in_order(standings: Standings, sort: str) -> list[Standing]:
    """The rows as asked; authorities without the number come last, by name."""
    by_name = sorted(standings.rows, key=attrgetter("area.name"))
    if sort == "name":
        return by_name
    number = "neighbours" if sort == "neighbours" else "cell"
    has = [row for row in by_name if isinstance(getattr(row, number), float)]
    has_not = [row for row in by_name if row not in has]
    has.sort(key=attrgetter(number), reverse=sort.startswith("-"))
    return has + has_not


def comparison_figure(standings: Standings, order: list[Standing]) -> Figure:
    """The ten among England, with the table in the same order."""
    measure = standings.measure
    wide = dot_chart(standings, key="compare", order=order)
    narrow = dot_chart(standings, key="compare-narrow", order=order, narrow=True)
    sentence, *more = comparison_explanation(standings)
    return Figure(
        title=comparison_finding(standings),
        svg=either(wide, narrow),
        sentence=sentence,
        table=_standings_table(standings, order),
        source=source_words(measure),
        definition_url=measure_url(measure),
        notes=tuple(more),
    )


def _standings_table(standings: Standings, order: list[Standing]) -> Table:
    measure = standings.measure
    return Table(
        caption=f"{measure.title}, {year_words(standings.year, measure)}",
        columns=(
            Column("Authority"),
            Column(UNIT_WORDS[measure.unit].capitalize(), is_number=True),
            Column(NEIGHBOURS, is_number=True),
            Column("Among England's authorities"),
        ),
        rows=tuple(
            (
                Cell(row.area.name, picture_url(row.area, measure)),
                number_words(row.cell, measure),
                number_words(row.neighbours, measure),
                row.place.value.capitalize() if row.place else "Not placed",
            )
            for row in order
        ),
        is_caption_shown=False,
    )


def definition_rows(measure: Measure, last_year: int) -> tuple[SummaryRow, ...]:
    """The definition, clause by clause."""
    first, last = (year_words(y, measure) for y in (measure.first_year, last_year))
    return (
        SummaryRow("What is counted", measure.numerator),
        SummaryRow("Out of", measure.denominator),
        SummaryRow("Said as", UNIT_WORDS[measure.unit].capitalize()),
        SummaryRow("Period", f"{measure.period}. {first} to {last}."),
        SummaryRow("Which way is better", POLARITY_WORDS[measure.polarity]),
        SummaryRow("Source", measure.source),
        SummaryRow("Where in the source", measure.table),
        SummaryRow("English figure beside it", england_words(measure).capitalize()),
        SummaryRow("Code and version", f"{measure.code}, version {measure.version}"),
    )


def balancing_links(measure: Measure, area: Area | None = None) -> tuple[Link, ...]:
    """Measures to look at before this one is praised or blamed."""
    others = (BY_CODE[code] for code in measure.balanced_by)
    return tuple(
        Link(other.title, picture_url(area, other) if area else measure_url(other))
        for other in others
    )


def break_notes(measure: Measure, areas: dict[str, Area]) -> tuple[str, ...]:
    """Every break in the measure's series, with the authority it belongs to."""
    return tuple(
        f"{areas[one.area_code].name}: {one.note}" if one.area_code else one.note
        for one in BREAKS
        if one.measure_codes is None or measure.code in one.measure_codes
    )


def neighbour_links(picture: Picture) -> tuple[Link, ...]:
    """The ten statistical neighbours, closest first."""
    return tuple(
        Link(area.name, picture_url(area, picture.measure))
        for area in picture.neighbour_areas
    )


def area_line(area: Area) -> str:
    """One line under the authority's name."""
    if area.code in ENDED:
        last_year, successor = ENDED[area.code]
        return f"{area.region}. Ended in {last_year}; now {successor}."
    if area.is_in_programme:
        return f"{area.region}. One of the ten authorities of the programme."
    return f"{area.region}."
