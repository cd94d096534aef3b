"""Which chart is right for a series, and why: one rule, said on the page.

Sources: qicharts2 (which chart for which data); Laney, Quality Engineering 2002;14:531
(shares and rates of many cases). The rule, in this order:

1. Rare, that is fewer than one case in the middle period, or more than half of the
   periods withheld: the wait from case to case (g in cases, t in days), where enough
   waits are known; else a run chart.
2. Fewer than `FEW` figures on today's footing: a run chart.
3. Every figure has its counts: p for a share, u for a rate. Where they vary by far more
   than chance would have it, Laney's p' or u' instead.
4. Everything else: XmR.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from statistics import median
from typing import Final

from kinfold_measures.measure import Unit
from kinfold_measures.series import Withheld
from kinfold_measures.spc import control
from kinfold_measures.steps import Step, waits_of


class ChartKind(StrEnum):
    """The charts a reader can choose, by the names that addresses carry."""

    XMR = "xmr"
    RUN = "run"
    SHARES = "p"
    SHARES_PRIME = "pp"
    RATES = "u"
    RATES_PRIME = "up"
    CASES_BETWEEN = "g"
    TIME_BETWEEN = "t"


TITLES: Final = {
    ChartKind.XMR: "XmR chart",
    ChartKind.RUN: "Run chart",
    ChartKind.SHARES: "p chart",
    ChartKind.SHARES_PRIME: "Laney's p' chart",
    ChartKind.RATES: "u chart",
    ChartKind.RATES_PRIME: "Laney's u' chart",
    ChartKind.CASES_BETWEEN: "g chart",
    ChartKind.TIME_BETWEEN: "t chart",
}
FEW: Final = 8
"""Fewer figures than this set no limits: the rules look at seven in a row."""
RARE: Final = 1.0
OVER: Final = 1.5
"""Spread of the residuals, of 1 by chance, from which a p or u chart cries wolf.

By chance alone 8 in 100 series of eight figures are over it, 3 of thirteen, 1 of
twenty-four (3,000 drawn of each).
"""
SCALES: Final = {Unit.PERCENT: 100.0, Unit.PER_10_000: 10_000.0}
PLAIN: Final = {Unit.PERCENT: ChartKind.SHARES, Unit.PER_10_000: ChartKind.RATES}
PRIMES: Final = {
    ChartKind.SHARES: ChartKind.SHARES_PRIME,
    ChartKind.RATES: ChartKind.RATES_PRIME,
}
WAITS: Final = frozenset({ChartKind.CASES_BETWEEN, ChartKind.TIME_BETWEEN})
_MOST_DECIMALS: Final = 9
"""A figure that was worked out, not printed, agrees to so many."""


@dataclass(frozen=True, slots=True)
class Choice:
    """The chart that the rule chooses, why, and which others can be drawn."""

    kind: ChartKind
    why: str
    offered: tuple[ChartKind, ...]
    """All that can be drawn, the chosen one too, in the order of `ChartKind`."""
    spread: float | None
    """Of the residuals of the plain p or u chart; None where there is none."""

    @property
    def is_over_dispersed(self) -> bool:
        return self.spread is not None and self.spread > OVER


def choice_of(steps: Sequence[Step], unit: Unit) -> Choice:
    """The rule of this module on a series in time order."""
    plain = PLAIN.get(unit)
    if plain and not _has_counts(steps, unit):
        plain = None
    spread = _spread(plain, steps) if plain else None
    waits = tuple(kind for kind in _waits(unit) if _can_wait(steps, kind))
    offered = {ChartKind.RUN, *waits}
    if _count_today(steps) > 1:
        offered |= {ChartKind.XMR, *((plain, PRIMES[plain]) if plain else ())}
    kind, why = _chosen(steps, unit, plain, spread, waits)
    return Choice(kind, why, tuple(k for k in ChartKind if k in offered), spread)


def _chosen(
    steps: Sequence[Step],
    unit: Unit,
    plain: ChartKind | None,
    spread: float | None,
    waits: tuple[ChartKind, ...],
) -> tuple[ChartKind, str]:
    if rare := _why_rare(steps):
        if waits:
            return waits[
                0
            ], f"{rare}, so it shows how long it took from one to the next"
        return ChartKind.RUN, (
            f"{rare}, and too few waits from one case to the next are known to draw "
            "those, so it shows the figures that there are without limits"
        )
    few = _count_today(steps)
    if few < FEW:
        said = "only one figure" if few == 1 else f"only {few} figures side by side"
        return ChartKind.RUN, f"It has {said}; limits need {FEW} or more"
    if plain is None:
        return ChartKind.XMR, _why_no_counts(unit)
    cases = "a share of counted cases" if unit is Unit.PERCENT else "a rate of children"
    if spread is not None and spread > OVER:
        return PRIMES[plain], (
            f"It is {cases}, and the figures vary {spread:.1f} times as much as chance "
            "would have it, so the limits allow for that"
        )
    return plain, f"It is {cases}, and every figure's counts are known"


def _why_rare(steps: Sequence[Step]) -> str:
    """Why ordinary limits say nothing here; "" where they do."""
    if 2 * sum(isinstance(one.cell, Withheld) for one in steps) > len(steps):
        return "More than half of the figures are withheld"
    counts = [one.count for one in steps if one.count is not None]
    if counts and median(counts) < RARE:
        return "There is seldom a case in a period"
    return ""


def _why_no_counts(unit: Unit) -> str:
    if unit in PLAIN:
        return (
            "The counts behind some figures are not known, or give others, so limits "
            "come from how far each figure is from the one before"
        )
    return (
        "It is neither a share nor a rate of children, so limits come from how far "
        "each figure is from the one before"
    )


def _count_today(steps: Sequence[Step]) -> int:
    """How many figures stand on the footing of the last."""
    shown = [one.stretch for one in steps if isinstance(one.cell, float)]
    return shown.count(shown[-1]) if shown else 0


def _has_counts(steps: Sequence[Step], unit: Unit) -> bool:
    """Whether every figure shown is what its counts give."""
    shown = [(one, one.cell) for one in steps if isinstance(one.cell, float)]
    printed = [_decimals(cell) for _, cell in shown]
    # 20.0 among 19.6 and 20.3 was printed with one decimal too
    least = min((one for one in printed if one), default=0)
    return bool(shown) and all(
        _agrees(one, cell, unit, max(decimals, least))
        for (one, cell), decimals in zip(shown, printed, strict=True)
    )


def _decimals(cell: float) -> int:
    return len(f"{cell:.{_MOST_DECIMALS}f}".rstrip("0").partition(".")[2])


def _agrees(step: Step, cell: float, unit: Unit, decimals: int) -> bool:
    """Whether the figure is what its counts give, to half of its last digit."""
    if step.count is None or not step.size:
        return False
    if unit is Unit.PERCENT and step.count > step.size:
        return False
    half = 0.5 * 10.0**-decimals + 10.0**-_MOST_DECIMALS
    return abs(SCALES[unit] * step.count / step.size - cell) <= half


def _spread(plain: ChartKind, steps: Sequence[Step]) -> float | None:
    """Of the stretch that the last figure stands in."""
    shown = [one for one in steps if isinstance(one.cell, float)]
    here = [one for one in steps if one.stretch == shown[-1].stretch]
    return control.spread_of_residuals(
        control.Kind(plain.value), *counts_and_sizes(here)
    )


def counts_and_sizes(
    steps: Sequence[Step],
) -> tuple[list[float | None], list[float | None]]:
    """The counts behind the figures that are shown; gaps where there is no figure."""
    shown = [isinstance(one.cell, float) for one in steps]
    pairs = list(zip(steps, shown, strict=True))
    return (
        [one.count if is_shown else None for one, is_shown in pairs],
        [one.size if is_shown else None for one, is_shown in pairs],
    )


def _waits(unit: Unit) -> tuple[ChartKind, ...]:
    """In cases where they are all counted, else in days."""
    if unit is Unit.PERCENT:
        return ChartKind.CASES_BETWEEN, ChartKind.TIME_BETWEEN
    return (ChartKind.TIME_BETWEEN,)


def _can_wait(steps: Sequence[Step], kind: ChartKind) -> bool:
    """Whether enough waits are known, and something was seldom enough to wait for."""
    if not any(one.count == 0 for one in steps):
        return False
    waits = waits_of(steps, in_cases=kind is ChartKind.CASES_BETWEEN)
    return sum(isinstance(one.cell, float) for one in waits) >= FEW
