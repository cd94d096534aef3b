"""A programme's authorities in words. No queries."""

from __future__ import annotations

from datetime import date

from django.urls import reverse

from kinfold.platform.components import Cell, Column, Figure, Table
from kinfold.programme.selectors import HEADLINES, Place, ProgrammeHome
from kinfold_measures.catalogue import BY_CODE
from kinfold_measures.charts.process import Size, process_chart
from kinfold_measures.measure import in_label, year_words
from kinfold_measures.picture import Picture
from kinfold_measures.process import (
    process_finding,
    process_of_picture,
    process_sentences,
)
from kinfold_measures.targets import CARE_APPLICATIONS


def day_words(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def dates_words(home: ProgrammeHome) -> str:
    start = f"Began on {day_words(home.starts_on)}"
    return (
        f"{start}, ended on {day_words(home.ends_on)}." if home.ends_on else f"{start}."
    )


def places_table(home: ProgrammeHome) -> Table:
    """One row an authority, with the latest published figures of its aims."""
    return Table(
        caption="Its authorities and their latest published figures",
        columns=(
            Column("Authority"),
            Column("In the programme"),
            *(Column(_heading(code), is_number=True) for code in HEADLINES),
            Column("Ofsted"),
        ),
        rows=tuple(_row(place) for place in home.places),
        empty_text="No authority has joined yet.",
    )


def aim_figures(home: ProgrammeHome, number: int) -> tuple[Figure, ...]:
    """Each authority's care applications against the programme's own aim."""
    return tuple(
        _aim_figure(picture, f"aim-{number}-{place.area.slug}")
        for place in home.places
        for picture in place.headlines
        if place.area and picture.measure.code == CARE_APPLICATIONS and picture.target
    )


def _aim_figure(picture: Picture, key: str) -> Figure:
    measure, process = picture.measure, process_of_picture(picture)
    return Figure(
        title=f"{picture.area.name}. {process_finding(process)}",
        svg=process_chart(process, key=key, size=Size.SMALL),
        sentence=" ".join(process_sentences(process)),
        table=Table(
            caption=f"{measure.title}, {picture.area.name}",
            columns=(Column("Year"), Column("Per 10,000", is_number=True)),
            rows=tuple(
                (
                    year_words(point.year, measure),
                    in_label(point.cell, measure)
                    if isinstance(point.cell, float)
                    else point.cell.words.capitalize(),
                )
                for point in picture.series
            ),
            is_caption_shown=False,
        ),
        source=f"Source: {measure.source}.",
        definition_url=reverse("insight:measure", args=[measure.code]),
    )


def _heading(code: str) -> str:
    unit = "" if BY_CODE[code].unit == "percent" else " per 10,000 children"
    return f"{BY_CODE[code].short}{unit}"


def _row(place: Place) -> tuple[Cell | str, ...]:
    if place.area is None:
        return (
            place.name,
            _stay(place),
            *("No figure" for _ in HEADLINES),
            "None held",
        )
    return (
        Cell(place.name, reverse("insight:authority", args=[place.area.slug])),
        _stay(place),
        *(_latest(picture) for picture in place.headlines),
        _judgement(place),
    )


def _stay(place: Place) -> str:
    joined = f"Since {day_words(place.joined_on)}"
    if place.left_on is None:
        return joined
    return f"{day_words(place.joined_on)} to {day_words(place.left_on)}"


def _latest(picture: Picture) -> Cell:
    latest = picture.series.latest()
    if latest is None:
        return Cell("No figure")
    year, value = latest
    words = f"{in_label(value, picture.measure)} in {year}"
    address = reverse("insight:picture", args=[picture.area.slug, picture.measure.code])
    return Cell(words, address)


def _judgement(place: Place) -> str:
    if place.judgement is None:
        return "None held"
    words = place.judgement.overall.words
    return f"{words}, {place.judgement.published_on.year}"
