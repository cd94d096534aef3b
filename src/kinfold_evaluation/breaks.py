"""Cells that do not mean what the others mean, and controls that are none.

A series breaks where counting changed or an authority was reorganised; a control that
uses the approach as well is no control. Each is named with its reason, taken out, and
the answer with it left in stands beside.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from kinfold_evaluation.panel import Panel
from kinfold_evaluation.refusal import CannotIdentify

Answer = dict[str, object]
Change = Callable[[Panel], Panel]

HEADLINE = ("att", "effect", "se", "p_value", "outcomes")
"""What is told of an answer with something left in."""


@dataclass(frozen=True, slots=True)
class Break:
    """Periods of one unit, the first and the last among them, that are not compared."""

    unit: str
    first: float
    last: float
    reason: str


@dataclass(frozen=True, slots=True)
class AlsoUses:
    """A unit that counts as untreated, and uses the approach all the same."""

    unit: str
    reason: str


def masked(panel: Panel, breaks: Sequence[Break]) -> Panel:
    """The panel without the outcomes of those cells: missing, never 0.

    Raises:
        CannotIdentify: a unit or its periods are not in the panel.
    """
    outcome = panel.outcome.copy()
    for one in breaks:
        cells = _cells(panel, one)
        outcome[panel.units.index(one.unit), cells] = np.nan
    return replace(panel, outcome=outcome)


def _cells(panel: Panel, one: Break) -> list[int]:
    _insist_on_unit(panel, one.unit)
    cells = [at for at, t in enumerate(panel.times) if one.first <= t <= one.last]
    if not cells:
        raise CannotIdentify(
            f"The panel has no period from {one.first:g} to {one.last:g}, in which "
            f"{one.unit} should be left out. It goes from {panel.times[0]:g} to "
            f"{panel.times[-1]:g}."
        )
    return cells


def without_also_users(panel: Panel, also: Sequence[AlsoUses]) -> Panel:
    """The panel without those controls.

    Raises:
        CannotIdentify: a unit is not in the panel, or is a treated one.
    """
    for one in also:
        _insist_on_unit(panel, one.unit)
        if panel.ever_treated[panel.units.index(one.unit)]:
            raise CannotIdentify(
                f"{one.unit} is treated, so it is no control that also uses the "
                "approach. To leave out some of its periods, name a break."
            )
    named = {one.unit for one in also}
    return panel.of_units(np.array([unit not in named for unit in panel.units]))


def _insist_on_unit(panel: Panel, unit: str) -> None:
    if unit not in panel.units:
        raise CannotIdentify(f"No unit is called {unit}.")


def told_of_breaks(
    panel: Panel,
    breaks: Sequence[Break],
    also: Sequence[AlsoUses],
    answer_of: Callable[[Change], Answer],
) -> Answer:
    """The answer without breaks and such controls, and what leaving them in gives.

    Args:
        panel: as it came.
        answer_of: the method on its panel or panels, each changed so; asked once for
            the answer and once for each thing left in.
    """

    def without_cells(one: Panel) -> Panel:
        return masked(one, breaks)

    def without_units(one: Panel) -> Panel:
        return without_also_users(one, also)

    answer = answer_of(lambda one: without_units(without_cells(one)))
    told: Answer = {}
    if breaks:
        told["breaks"] = [_told(panel, one) for one in breaks]
        told["with_broken_cells"] = _headline(answer_of, without_units)
    if also:
        told["left_out_as_they_also_use_it"] = [
            {"unit": one.unit, "reason": one.reason} for one in also
        ]
        told["with_them_as_controls"] = _headline(answer_of, without_cells)
    return {**answer, **told}


def _told(panel: Panel, one: Break) -> Answer:
    cells = _cells(panel, one)
    at = panel.units.index(one.unit)
    had = int(np.isfinite(panel.outcome[at, cells]).sum())
    return {
        "unit": one.unit,
        "from": one.first,
        "to": one.last,
        "reason": one.reason,
        "outcomes_left_out": had,
    }


def _headline(answer_of: Callable[[Change], Answer], change: Change) -> Answer:
    try:
        answer = answer_of(change)
    except CannotIdentify as why:
        return {"cannot_be_told": str(why)}
    return {name: answer[name] for name in HEADLINE if name in answer}


def break_of(words: str) -> Break:
    """`Wakefield,2014,2016,why`: a unit, first and last period, and the reason.

    Raises:
        CannotIdentify: something is lacking, or a period is no number.
    """
    unit, *rest = (part.strip() for part in words.split(",", 3))
    try:
        first, last, reason = float(rest[0]), float(rest[1]), rest[2]
    except (IndexError, ValueError):
        reason = ""
    if not (unit and reason and first <= last):
        raise CannotIdentify(
            f"--break {words}: a unit, its first and last period, and the reason are "
            "needed, such as Wakefield,2014,2016,Counted differently."
        )
    return Break(unit, first, last, reason)


def also_uses_of(words: str) -> AlsoUses:
    """`Camden,why`: a unit and the reason.

    Raises:
        CannotIdentify: one of them is lacking.
    """
    unit, _, reason = (part.strip() for part in words.partition(","))
    if not (unit and reason):
        raise CannotIdentify(
            f"--also-uses {words}: a unit and how one knows are needed, such as "
            "Camden,Trained all teams in 2016."
        )
    return AlsoUses(unit, reason)
