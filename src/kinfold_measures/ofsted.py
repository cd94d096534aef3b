"""Ofsted's judgements of an authority's children's services, as published."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import IntEnum

from kinfold_measures.areas import RECODED


class Grade(IntEnum):
    """The four grades, worst to best. The number orders them and measures nothing."""

    INADEQUATE = 1
    REQUIRES_IMPROVEMENT = 2
    GOOD = 3
    OUTSTANDING = 4

    @property
    def words(self) -> str:
        return self.name.replace("_", " ").capitalize()


FRAMEWORK_WORDS: Mapping[str, str] = {
    "ILACS": "Inspection of local authority children's services (from 2018)",
    "SIF": "Single inspection framework (2013 to 2017)",
}


@dataclass(frozen=True, slots=True)
class Judgement:
    """One inspection report's overall judgement; in force until the next one."""

    published_on: date
    framework: str
    overall: Grade


def grade_of(words: str) -> Grade | None:
    """The grade a report gives; None for a report without one of the four."""
    try:
        return Grade[words.strip().upper().replace(" ", "_")]
    except KeyError:
        return None


def judgements_by_authority(
    reports: Iterable[str], in_force: Iterable[str]
) -> dict[str, tuple[Judgement, ...]]:
    """Judgements by ONS code, oldest first.

    `reports` is the history by authority name; `in_force` gives the code of each
    name. Reports without one of the four grades (focused visits) make no judgement,
    nor do those of frameworks before 2013, whose "inadequate" is of another scale.
    """
    codes = {
        row["la_name"]: RECODED.get(row["la_code"], row["la_code"])
        for row in csv.DictReader(in_force)
    }
    found: dict[str, list[Judgement]] = {}
    for row in csv.DictReader(reports):
        grade = grade_of(row["overall"])
        if grade is None or row["framework"] not in FRAMEWORK_WORDS:
            continue
        judgement = Judgement(
            date.fromisoformat(row["published"]), row["framework"], grade
        )
        found.setdefault(codes[row["la_name"]], []).append(judgement)
    return {
        code: tuple(sorted(given, key=lambda judgement: judgement.published_on))
        for code, given in found.items()
    }
