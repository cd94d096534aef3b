"""The pictures of one outcome, each with its sentence and its table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from kinfold.platform.components import Column, Figure, Table
from kinfold.studies.presenters.registry import outcome_title, outcome_unit
from kinfold.studies.study import Study
from kinfold_evaluation.pictures.answers import (
    assignments_of,
    curve_of,
    event_study_of,
    forest_of_units,
    forest_of_ways,
    mixed_units,
    paths_of,
)
from kinfold_evaluation.pictures.controls import controls_of
from kinfold_evaluation.pictures.picture import Picture

Answer = Mapping[str, Any]
REFUSED = "cannot_be_answered"


def answer_of(answers: Mapping[str, Answer], method: str) -> Answer | None:
    """The analysis of one method that was answered."""
    return next(
        (
            answer
            for answer in answers.values()
            if answer.get("method") == method and REFUSED not in answer
        ),
        None,
    )


def outcome_figures(study: Study, column: str) -> tuple[Figure, ...]:
    """Every way of asking, what chance does, year by year, and each unit."""
    return tuple(as_figure(one, source_of(study)) for one in _pictures(study, column))


def _pictures(study: Study, column: str) -> Iterator[Picture]:
    answers, unit, title = (
        study.answers[column],
        outcome_unit(column),
        outcome_title(column),
    )
    yield forest_of_ways(
        answers, key="ways", title=f"{title}: every way it was asked", unit=unit
    )
    if answers["main"].get("randomisation", {}).get("spread"):
        yield assignments_of(
            answers["main"],
            key="chance",
            title=f"{title}: had others had it instead",
            unit=unit,
        )
    if path := answer_of(answers, "event-study"):
        yield event_study_of(
            path, key="path", title=f"{title}: period by period", unit=unit
        )
    if pooled := answer_of(answers, "pooled-units"):
        yield forest_of_units(
            pooled, key="units", title=f"{title}: each by itself", unit=unit
        )
    beside = controls_of(answers, key="beside", title=f"{title}: compared with whom")
    if beside:
        yield beside
    yield from _curve(answers, title, unit)


def _curve(answers: Mapping[str, Answer], title: str, unit: str) -> Iterator[Picture]:
    if curve := answer_of(answers, "specification-curve"):
        yield curve_of(curve, key="curve", title=f"{title}: every way", unit=unit)


def mix_figures(study: Study, column: str, place: str) -> tuple[Figure, ...]:
    """Each treated unit beside its mix of others, the reader's own first."""
    mixed = answer_of(study.answers[column], "synthetic-control")
    if mixed is None or any("outcomes" not in one for one in mixed_units(mixed)):
        return ()
    pictures = paths_of(
        mixed, key="mix", title=outcome_title(column), unit=outcome_unit(column)
    )
    names = [one["unit"] for one in mixed_units(mixed)]
    own_first = sorted(
        zip(names, pictures, strict=True), key=lambda pair: (pair[0] != place, pair[0])
    )
    return tuple(as_figure(picture, source_of(study)) for _, picture in own_first)


def source_of(study: Study) -> str:
    return f"Source: results of {study.title}, protocol {study.digest[:12]}"


def as_figure(picture: Picture, source: str) -> Figure:
    """A picture of the library's as a page shows it."""
    return Figure(
        title=picture.title,
        svg=f'<div class="chart-swap">{picture.wide}{picture.narrow}</div>',
        sentence=picture.sentence,
        table=Table(
            caption=picture.title,
            columns=tuple(
                Column(label, is_number=number > 0)
                for number, label in enumerate(picture.columns)
            ),
            rows=picture.rows,
            is_caption_shown=False,
        ),
        source=source,
    )
