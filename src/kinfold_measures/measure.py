"""What a measure is, and how its number is read from England's panel."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from kinfold_measures.england import Panel
from kinfold_measures.series import NO_DENOMINATOR, WITHHELD, Cell, Withheld


class Unit(StrEnum):
    PERCENT = "percent"
    PER_10_000 = "per_10_000"
    CASES = "cases"
    NUMBER = "number"
    """Of what is only counted, and divided by nothing."""
    DAYS_BETWEEN = "days_between"
    CASES_BETWEEN = "cases_between"


class Polarity(StrEnum):
    """Which way is better, where anyone may say so."""

    LOWER = "lower"
    HIGHER = "higher"
    NEITHER = "neither"


POLARITY_WORDS = {
    Polarity.LOWER: "Lower is usually better.",
    Polarity.HIGHER: "Higher is usually better.",
    Polarity.NEITHER: "Neither higher nor lower is better by itself.",
}


class England(StrEnum):
    """Which English figure can stand fairly beside an authority's."""

    MEDIAN = "median"
    """The middle of all authorities."""
    NATIONAL = "national"
    """England's own published figure, where withheld authorities spoil a middle."""


class Reading(Protocol):
    """A way to read one number for an authority and a year."""

    @property
    def columns(self) -> tuple[str, ...]:
        """The panel's columns it reads."""

    def cell(self, panel: Panel, code: str, year: int) -> Cell: ...


@dataclass(frozen=True, slots=True)
class Published:
    """The number as its publisher gives it."""

    column: str

    @property
    def columns(self) -> tuple[str, ...]:
        return (self.column,)

    def cell(self, panel: Panel, code: str, year: int) -> Cell:
        return panel.cell(self.column, code, year)


@dataclass(frozen=True, slots=True)
class Ratio:
    """Counts added up, over a count, times `scale`. Withheld if any part is."""

    parts: tuple[str, ...]
    whole: str
    scale: float

    @property
    def columns(self) -> tuple[str, ...]:
        return (*self.parts, self.whole)

    def counts(self, panel: Panel, code: str, year: int) -> tuple[float, float] | None:
        """What was counted and out of how many; None where either is not published."""
        total = 0.0
        for part in self.parts:
            cell = panel.cell(part, code, year)
            if not isinstance(cell, float):
                return None
            total += cell
        whole = panel.cell(self.whole, code, year)
        return (total, whole) if isinstance(whole, float) and whole > 0 else None

    def cell(self, panel: Panel, code: str, year: int) -> Cell:
        total = 0.0
        cells = [panel.cell(part, code, year) for part in self.parts]
        if any(isinstance(cell, Withheld) for cell in cells):
            return WITHHELD
        for cell in cells:
            if not isinstance(cell, float):
                return cell
            total += cell
        whole = panel.cell(self.whole, code, year)
        if isinstance(whole, Withheld):
            return whole
        if not isinstance(whole, float) or whole <= 0:
            return NO_DENOMINATOR
        return self.scale * total / whole


@dataclass(frozen=True, slots=True)
class FirstOf:
    """One reading in the years its columns cover, another in the years before."""

    first: Reading
    second: Reading

    @property
    def columns(self) -> tuple[str, ...]:
        return (*self.first.columns, *self.second.columns)

    def cell(self, panel: Panel, code: str, year: int) -> Cell:
        return self.chosen(panel, year).cell(panel, code, year)

    def chosen(self, panel: Panel, year: int) -> Reading:
        covered = all(panel.has_year(c, year) for c in self.first.columns)
        return self.first if covered else self.second


def columns_in(reading: Reading, panel: Panel, year: int) -> tuple[str, ...]:
    """The columns that the number of a year is really read from."""
    if isinstance(reading, FirstOf):
        return columns_in(reading.chosen(panel, year), panel, year)
    return reading.columns


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """A measure's definition. The number never travels without it."""

    code: str
    version: int
    title: str
    short: str
    """As a sentence begins with it: "Re-referrals"."""
    meaning: str
    """For a reader who has never seen the return it comes from."""
    numerator: str
    denominator: str
    period: str
    unit: Unit
    polarity: Polarity
    first_year: int
    reading: Reading
    source: str
    table: str
    hazards: tuple[str, ...]
    balanced_by: tuple[str, ...] = ()
    """Codes of the measures to look at before this one is praised or blamed."""
    counts: Ratio | None = None
    """The counts it was made from, where they are published; a funnel needs them."""
    england: England = England.MEDIAN
    national_column: str | None = None
    is_september: bool = False

    @property
    def decimals(self) -> int:
        return 1

    @property
    def columns(self) -> frozenset[str]:
        """The panel's columns that the number, and counts behind it, are read from."""
        readings = (self.reading, self.counted) if self.counted else (self.reading,)
        return frozenset(column for one in readings for column in one.columns)

    @property
    def counted(self) -> Ratio | None:
        """The counts behind the number; None where only the number is published."""
        return self.reading if isinstance(self.reading, Ratio) else self.counts


def bare(value: float, decimals: int = 1) -> str:
    """The number alone, with a comma in the thousands: 1,864.6."""
    return f"{value:,.{decimals}f}"


_WITH_UNIT = {
    Unit.PERCENT: "{}%",
    Unit.PER_10_000: "{} per 10,000 children",
    Unit.CASES: "{} cases a worker",
    Unit.NUMBER: "{}",
    Unit.DAYS_BETWEEN: "{} days",
    Unit.CASES_BETWEEN: "{}",
}
_SHORT_UNIT = {
    Unit.PERCENT: "{}%",
    Unit.PER_10_000: "{}",
    Unit.CASES: "{}",
    Unit.NUMBER: "{}",
    Unit.DAYS_BETWEEN: "{}",
    Unit.CASES_BETWEEN: "{}",
}

UNIT_WORDS = {
    Unit.PERCENT: "per cent",
    Unit.PER_10_000: "per 10,000 children aged 0 to 17",
    Unit.CASES: "cases for each full-time social worker who holds cases",
    Unit.NUMBER: "how many",
    Unit.DAYS_BETWEEN: "days from one to the next",
    Unit.CASES_BETWEEN: "cases from one to the next",
}
_WAITS = frozenset({Unit.DAYS_BETWEEN, Unit.CASES_BETWEEN})


def in_words(value: float, measure: Measure) -> str:
    """The number with its unit, as a sentence says it."""
    return _WITH_UNIT[measure.unit].format(bare(value, measure.decimals))


def in_label(value: float, measure: Measure) -> str:
    """The number as a label in a picture says it, where the unit stands elsewhere."""
    return unit_label(value, measure.unit)


def unit_label(value: float, unit: Unit) -> str:
    """The number as a label says it, for what has a unit and no measure at hand."""
    is_whole = unit is Unit.NUMBER and value == int(value)
    decimals = 0 if is_whole or unit in _WAITS else 1
    return _SHORT_UNIT[unit].format(bare(value, decimals))


def year_words(year: int, measure: Measure) -> str:
    """The period a year stands for: "2024/25", or "September 2025"."""
    if measure.is_september:
        return f"September {year}"
    return f"{year - 1}/{year % 100:02d}"
