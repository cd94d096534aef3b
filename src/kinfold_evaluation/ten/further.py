"""What was asked after the study was read: shown apart, and never as more than that."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from kinfold_evaluation.chance import p_words
from kinfold_evaluation.pictures.answers import (
    curve_of,
    event_study_of,
    interval_words,
)
from kinfold_evaluation.pictures.picture import plain, signed
from kinfold_evaluation.registry.book import lines
from kinfold_evaluation.registry.protocol import Protocol
from kinfold_evaluation.registry.study import deviations_of
from kinfold_evaluation.report.parts import Figure, Part, Section, Table, Words
from kinfold_evaluation.ten.page import TITLES, Answers

EXPLORES: Final = (
    "Exploratory: this was registered on {day}, after these outcomes of the study had "
    "been opened: {seen}. Who chose the years had seen those answers. Nothing here is "
    "judged, and nothing here confirms anything."
)


def further_of(
    name: str, protocol: Protocol, results: Mapping[str, Answers], book: Path
) -> Section:
    """One further study as a section of the report.

    Args:
        book: the registry of all of them, which knows what had been opened.
    """
    said = {key: " ".join(str(value).split()) for key, value in protocol.said.items()}
    (registered,) = (
        line
        for line in lines(book)
        if (line.what, line.protocol) == ("registered", protocol.digest)
    )
    seen = [TITLES[one][0].lower() for one in registered.more["opened_before"]]
    parts: list[Part] = [
        Words(EXPLORES.format(day=registered.at[:10], seen="; ".join(seen)), True),
        Words(said["question"]),
        Words(said["population"]),
        *(
            Words(f"Otherwise than promised: {one['done']} Why: {one['why']}")
            for one in deviations_of(book, protocol)
        ),
        _overview(results),
    ]
    inside = tuple(
        Section(f"{name}-{outcome}", TITLES[outcome][0], _figures(name, outcome, one))
        for outcome, one in results.items()
    )
    return Section(name, said["title"], tuple(parts), inside)


def _overview(results: Mapping[str, Answers]) -> Table:
    return Table(
        "How much more or less than one would expect",
        ("outcome", "effect", "95 % interval", "p by itself", "could be seen"),
        tuple(
            (
                f"{TITLES[name][0]}, {TITLES[name][1]}",
                signed(answers["main"]["att"]),
                interval_words(answers["main"]),
                p_words(answers["main"]["p_value"]),
                plain(answers["power"]["after"]["smallest_effect"]),
            )
            for name, answers in results.items()
        ),
    )


def _figures(name: str, outcome: str, answers: Answers) -> tuple[Part, ...]:
    """Year by year, and with each left out; or why there is none."""
    title, unit = TITLES[outcome]
    key = f"{name}-{outcome}"
    return tuple(
        Words(f"No picture can be drawn: {answer['cannot_be_answered']}")
        if "cannot_be_answered" in answer
        else Figure(
            drawn(answer, key=f"{key}-{end}", title=f"{title}{after}", unit=unit)
        )
        for answer, drawn, end, after in (
            (answers["path"], event_study_of, "p", ", by year"),
            (answers["every way"], curve_of, "w", ": each left out, and other years"),
        )
    )
