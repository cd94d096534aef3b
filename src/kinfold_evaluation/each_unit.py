"""The effect in each treated unit by itself.

One unit leaves no error of its own. How far such an effect lies from 0 in units that
were never treated is what stands for it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from kinfold_evaluation.fixed_effects import fit, insist_on_change, within
from kinfold_evaluation.panel import NEVER, Floats, Panel
from kinfold_evaluation.randomisation import dealt_together
from kinfold_evaluation.refusal import CannotIdentify


@dataclass(frozen=True, slots=True)
class EachUnit:
    """The effects of K treated units.

    Attributes:
        units: names.
        effects: K, each against all that are never treated.
        errors: K, the root mean square of the same in never-treated units.
        beside: how many those are.
        not_told: treated units without an effect, and why.
    """

    units: tuple[str, ...]
    effects: Floats
    errors: Floats
    beside: int
    not_told: tuple[str, ...]


def each_unit(panel: Panel) -> EachUnit:
    """Two-way fixed effects of one treated unit at a time.

    Assumes parallel trends with the mean of never-treated units, and chance that goes
    as far in a treated unit as in one of them.

    Raises:
        CannotIdentify: nobody is treated, nobody never is, or no unit has an effect.
    """
    never = ~panel.ever_treated & panel.seen.any(axis=1)
    treated = int(panel.ever_treated.sum())
    if not treated or int(never.sum()) < 3:
        raise CannotIdentify(
            f"{treated} units are treated and {int(never.sum())} never: "
            "one treated, and three that never are, are needed at least."
        )
    insist_on_change(panel, within(panel))
    errors = {
        start: _chance(panel.of_units(never), start)
        for start in sorted(set(panel.starts) - {NEVER})
    }
    units, effects, own, not_told = [], [], [], []
    for at in np.flatnonzero(panel.ever_treated):
        alone = never.copy()
        alone[at] = True
        try:
            effects.append(fit(panel.of_units(alone)).effect)
        except CannotIdentify as why:
            not_told.append(f"{panel.units[at]}: {why}")
            continue
        units.append(panel.units[at])
        own.append(errors[float(panel.starts[at])])
    if not units:
        raise CannotIdentify(not_told[0])
    return EachUnit(
        tuple(units),
        np.array(effects),
        np.array(own),
        int(never.sum()),
        tuple(not_told),
    )


def _chance(untreated: Panel, start: float) -> float:
    """The root mean square of the effect each would have had from that start on.

    Of those that have an outcome before it and since: of the others nothing is known.
    """
    untreated = untreated.of_units(untreated.spans(start))
    if len(untreated.units) < 2:
        return float("nan")
    starts = np.full(len(untreated.units), float(NEVER))
    starts[0] = start
    dealt = dealt_together(
        [replace(untreated, starts=starts)], draws=len(untreated.units)
    )
    return float(np.sqrt((dealt.drawn_effects**2).mean()))
