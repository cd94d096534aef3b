"""Every reasonable way to ask the question, declared first and then all of them run.

Simonsohn, Simmons, Nelson (2020). An effect that needs one estimator, one window or one
choice of controls is a choice, not a find. The curve as a whole has a p-value: what
all the same ways give when the starts are dealt out anew among units.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import product
from pathlib import Path

import numpy as np

from kinfold_evaluation.added_up import added_up
from kinfold_evaluation.bootstrap import TIE
from kinfold_evaluation.fixed_effects import ROUNDING, fit, insist_on_change, within
from kinfold_evaluation.imputation import imputed
from kinfold_evaluation.panel import Floats, Panel
from kinfold_evaluation.randomisation import reassigned
from kinfold_evaluation.refusal import CannotIdentify
from kinfold_evaluation.stacked import stacked
from kinfold_evaluation.staggered import staggered
from kinfold_evaluation.sun_abraham import sun_abraham
from kinfold_evaluation.synthetic_difference import synthetic_difference

Years = tuple[float, float]
"""The first and the last period of a window."""

ESTIMATORS: Mapping[str, Callable[[Panel], float]] = {
    "did": lambda panel: fit(panel).effect,
    "cs": lambda panel: added_up(staggered(panel), "simple").overall.effect,
    "sa": lambda panel: sun_abraham(panel).since[0],
    "imputation": lambda panel: imputed(panel).overall.effect,
    "stacked": lambda panel: float(stacked(panel).overall.effects[0]),
    "sdid": lambda panel: synthetic_difference(panel, draws=0).effect,
}

NO_COVARIATES = frozenset({"sdid"})


@dataclass(frozen=True, slots=True)
class Specification:
    """One way to ask.

    Attributes:
        sample: the name of who is in.
        window: None for all periods.
        covariates: those the estimator is given.
    """

    estimator: str
    sample: str
    window: Years | None
    covariates: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """All ways that are to be asked: every choice with every other.

    Attributes:
        estimators: of `ESTIMATORS`.
        samples: by name, the units left out.
    """

    estimators: tuple[str, ...]
    samples: Mapping[str, tuple[str, ...]]
    windows: tuple[Years | None, ...]
    covariates: tuple[tuple[str, ...], ...]

    @property
    def all(self) -> tuple[Specification, ...]:
        ways = product(self.estimators, self.samples, self.windows, self.covariates)
        return tuple(Specification(*way) for way in ways)

    @property
    def columns(self) -> tuple[str, ...]:
        """Every covariate that some specification wants, each once."""
        return tuple(dict.fromkeys(name for some in self.covariates for name in some))


@dataclass(frozen=True, slots=True)
class Curve:
    """All effects, and how unusual they are together.

    Attributes:
        specifications: S, those that gave an effect, ascending by it.
        effects: S, in units of the outcome.
        not_told: those that gave none, and why.
        p_median: the share of assignments whose median effect is as far from 0.
        p_sign: the share whose specifications agree as much on one sign.
        draw_count: assignments gone through, the actual one among them.
        is_full: every possible one was.
    """

    specifications: tuple[Specification, ...]
    effects: Floats
    not_told: tuple[tuple[Specification, str], ...]
    p_median: float
    p_sign: float
    draw_count: int
    is_full: bool

    @property
    def median(self) -> float:
        return float(np.median(self.effects))

    @property
    def share_of_one_sign(self) -> float:
        """Of the sign that more of them have; an effect of 0 has none."""
        return _agreement(self.effects)


def specification_curve(
    panel: Panel, grid: Grid, *, draws: int = 199, seed: int = 0
) -> Curve:
    """Every specification's effect, and the same under other assignments.

    Under "no effect on anybody" any statistic of all specifications is exact by
    reassignment, however they hang together. A specification that an assignment leaves
    without answer is left out there; an assignment without any counts as far.

    Raises:
        CannotIdentify: no specification gives an effect, a unit or covariate is not in
            the panel, or the starts cannot be dealt out differently.
    """
    _insist_on_grid(panel, grid)
    asked = [(one, _effect(panel, one, grid)) for one in grid.all]
    told = [(one, effect) for one, effect in asked if isinstance(effect, float)]
    not_told = tuple((one, why) for one, why in asked if isinstance(why, str))
    if not told:
        raise CannotIdentify(f"No specification gives an effect: {not_told[0][1]}")
    told.sort(key=lambda pair: pair[1])
    effects = np.array([effect for _, effect in told])
    ways = [one for one, _ in told]
    starts, is_full = reassigned(panel, draws=draws, seed=seed)
    # Not even the actual assignment is reckoned otherwise than the rest.
    drawn = [_statistics(replace(panel, starts=dealt), ways, grid) for dealt in starts]
    medians, signs = np.array(drawn).T
    median, sign = abs(float(np.median(effects))), _agreement(effects)
    tied = median * (1 - TIE) - ROUNDING * panel.largest
    return Curve(
        tuple(ways),
        effects,
        not_told,
        float((medians >= tied).mean()),
        float((signs >= sign * (1 - TIE)).mean()),
        len(drawn),
        is_full,
    )


def _statistics(
    panel: Panel, ways: list[Specification], grid: Grid
) -> tuple[float, float]:
    effects = [_effect(panel, one, grid) for one in ways]
    told = np.array([one for one in effects if isinstance(one, float)])
    if not len(told):
        return float("inf"), 1.0
    return abs(float(np.median(told))), _agreement(told)


def _agreement(effects: Floats) -> float:
    return float(max((effects > 0).mean(), (effects < 0).mean()))


def _effect(panel: Panel, one: Specification, grid: Grid) -> float | str:
    """The effect, or why there is none."""
    if one.covariates and one.estimator in NO_COVARIATES:
        return f"{one.estimator} takes no covariates."
    try:
        part = _part(panel, one, grid)
        insist_on_change(part, within(part))
        return float(ESTIMATORS[one.estimator](part))
    except CannotIdentify as why:
        return str(why)


def _part(panel: Panel, one: Specification, grid: Grid) -> Panel:
    out = set(grid.samples[one.sample])
    kept = panel.of_units(np.array([unit not in out for unit in panel.units]))
    if one.window is not None:
        first, last = one.window
        at, until = np.searchsorted(kept.times, [first, np.nextafter(last, np.inf)])
        kept = kept.of_periods(int(at), int(until))
    return replace(
        kept, covariates={name: kept.covariates[name] for name in one.covariates}
    )


def _insist_on_grid(panel: Panel, grid: Grid) -> None:
    for name, out in grid.samples.items():
        unknown = sorted(set(out) - set(panel.units))
        if unknown:
            raise CannotIdentify(
                f"The sample “{name}” leaves out {', '.join(unknown)}, which no row of "
                "the panel is of."
            )
    for window in grid.windows:
        if window and not any(window[0] <= time <= window[1] for time in panel.times):
            raise CannotIdentify(
                f"No period is in the window from {window[0]:g} to {window[1]:g}. The "
                f"panel goes from {panel.times[0]:g} to {panel.times[-1]:g}."
            )


HOW = (
    "A grid is a JSON file such as "
    '{"estimators": ["did", "sdid"], "samples": {"all": [], "without London": '
    '["Camden"]}, "windows": [null, [2014, 2022]], "covariates": [[], ["income"]]}'
)


def read_grid(path: Path) -> Grid:
    """The grid that was declared; what is not named has one choice: all, and none.

    Raises:
        CannotIdentify: it is not such a file; says what is wrong.
    """
    try:
        given = json.loads(path.read_text(encoding="utf-8"))
        unknown = set(given) - {"estimators", "samples", "windows", "covariates"}
        grid = Grid(
            tuple(given["estimators"]),
            {
                str(name): tuple(str(unit) for unit in out)
                for name, out in dict(given.get("samples", {"all": []})).items()
            },
            tuple(_years(window) for window in given.get("windows", [None])),
            tuple(
                tuple(str(name) for name in some)
                for some in given.get("covariates", [[]])
            ),
        )
    except (ValueError, TypeError, KeyError, AttributeError) as wrong:
        raise CannotIdentify(f"{path.name} is no grid ({wrong!r}). {HOW}.") from None
    unknown |= {one for one in grid.estimators if one not in ESTIMATORS}
    if unknown:
        raise CannotIdentify(
            f"{path.name} names {', '.join(sorted(map(str, unknown)))}. Estimators are "
            f"{', '.join(ESTIMATORS)}. {HOW}."
        )
    if not grid.all:
        raise CannotIdentify(f"{path.name} declares no specification. {HOW}.")
    return grid


def _years(window: list[float] | None) -> Years | None:
    if window is None:
        return None
    first, last = window
    return float(first), float(last)


def _told_each(curve: Curve) -> Iterator[dict[str, object]]:
    for one, effect in zip(curve.specifications, curve.effects, strict=True):
        yield {"effect": float(effect), **_named(one)}


def _named(one: Specification) -> dict[str, object]:
    return {
        "estimator": one.estimator,
        "sample": one.sample,
        "window": None if one.window is None else list(one.window),
        "covariates": list(one.covariates),
    }


def told_of_curve(
    panel: Panel, grid: Grid, *, draws: int, seed: int
) -> dict[str, object]:
    """The picture's data and the answer, as plain values."""
    curve = specification_curve(panel, grid, draws=draws, seed=seed)
    return {
        "att": curve.median,
        "att_is": "the median of all specifications",
        "p_value": curve.p_median,
        "p_value_is": "share of assignments whose median is as far from 0, all "
        "specifications run again for each",
        "share_of_one_sign": curve.share_of_one_sign,
        "p_of_share": curve.p_sign,
        "smallest": float(curve.effects[0]),
        "largest": float(curve.effects[-1]),
        "specifications": list(_told_each(curve)),
        "not_told": [{**_named(one), "why": why} for one, why in curve.not_told],
        "assignments": curve.draw_count,
        "all_assignments": curve.is_full,
        "notes": [
            "The specifications answer one question on the same data: that many agree "
            "is no more evidence than the joint p-value says."
        ],
    }
