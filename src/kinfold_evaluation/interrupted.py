"""Interrupted time series: a unit's own path before, carried on, beside what came.

Segmented regression (Wagner et al. 2002; Lopez Bernal, Cummins, Gasparrini 2017). One
series has nothing beside it: whatever else began with the treatment is told as its
effect. Errors say how they allow for periods that go together.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from kinfold_evaluation.clusters import StandardError, standard_error
from kinfold_evaluation.panel import Booleans, Floats, Whole
from kinfold_evaluation.refusal import CannotIdentify

Family = Literal["linear", "counts"]
Change = Literal["level", "level-and-slope"]

ROUNDS = 100
EXPLAINED = 1e-10
"""What is smaller than this share of the largest is nothing but rounding."""


LESS_THAN_ALL = 1 - 1e-6
"""What carries on from one period to the next is kept this far below all of it."""


@dataclass(frozen=True, slots=True)
class Model:
    """What the series is held against.

    Attributes:
        family: linear, or counts (the logarithm is linear, the variance grows with the
            mean).
        change: what may change at the start. The level's change is told for the last
            period before, the slope's adds to it from the first one since.
        season: periods in a year; 0 for none.
        harmonics: pairs of waves in a year; 0 for a level for each period of the year.
        lags: periods that the Newey-West error lets go together; 4 (T / 100)^(2/9),
            rounded down, when not given.
    """

    family: Family = "linear"
    change: Change = "level-and-slope"
    season: int = 0
    harmonics: int = 2
    lags: int | None = None


@dataclass(frozen=True, slots=True)
class Interrupted:
    """A series, its model, and what would have been had nothing changed.

    Attributes:
        times: n, the periods that have an outcome.
        places: n, how many periods after the first each is.
        since: n, whether it is treated.
        outcome, expected, unchanged: n; as seen, by the model, and by the model without
            its change.
        names, values: K, the coefficients; of logarithms for counts.
        covariances: K x K for each convention.
        freedom: degrees of freedom; none end for counts, read by the normal.
        dispersion: the variance over what the family expects; the residual variance
            where linear.
        columns: n x K.
    """

    model: Model
    times: Floats
    places: Whole
    since: Booleans
    outcome: Floats
    expected: Floats
    unchanged: Floats
    names: tuple[str, ...]
    values: Floats
    covariances: Mapping[str, Floats]
    freedom: float
    dispersion: float
    columns: Floats

    def coefficient(self, name: str, convention: str) -> StandardError:
        at = self.names.index(name)
        error = float(np.sqrt(self.covariances[convention][at, at]))
        return standard_error(convention, float(self.values[at]), error, self.freedom)

    @property
    def effects(self) -> Floats:
        """What each period since has more than it would have had, by the model."""
        return (self.expected - self.unchanged)[self.since]

    def effect(self, convention: str) -> StandardError:
        """The mean of `effects`, its error by the delta method."""
        plain = _unchanged(self.names, self.columns)
        moved: Floats = self.columns
        stayed: Floats = plain
        if self.model.family == "counts":
            moved = self.expected[:, None] * self.columns
            stayed = self.unchanged[:, None] * plain
        slope = (moved - stayed)[self.since].mean(axis=0)
        error = float(np.sqrt(slope @ self.covariances[convention] @ slope))
        effect = float(self.effects.mean())
        return standard_error(convention, effect, error, self.freedom)

    @property
    def conventions(self) -> tuple[str, ...]:
        return tuple(self.covariances)

    @property
    def autocorrelation(self) -> float:
        """Of what the model leaves, between a period and the next."""
        left = self.outcome - self.expected
        if self.model.family == "counts":
            left = left / np.sqrt(self.expected)
        return _autocorrelation(left, self.places)


def interrupted_series(
    times: Sequence[float],
    outcome: Floats,
    start: float,
    model: Model,
    exposure: Floats | None = None,
) -> Interrupted:
    """The change of one series at a start known beforehand.

    Args:
        times: T, ascending and evenly spaced but for gaps.
        outcome: T, not-a-number where there is none.
        exposure: T, the people that a count is of.

    Raises:
        CannotIdentify: too few periods, periods not evenly spaced, counts below 0, or
            trend, season and change explain one another.
    """
    seen = np.isfinite(outcome)
    offset = _offset(model, exposure, seen)
    when, seen_outcome = np.asarray(times, dtype=float)[seen], outcome[seen]
    since = when >= start
    _insist_on_periods(model, since)
    places = _places(when, times)
    names, columns = _columns(model, places, since)
    _insist_on_columns(columns)
    if model.family == "counts":
        values, expected = _counted(columns, seen_outcome, offset)
    else:
        values = np.linalg.lstsq(columns, seen_outcome, rcond=None)[0]
        expected = columns @ values
    covariances, dispersion = _covariances(
        model, columns, seen_outcome, expected, places
    )
    plain = columns @ _unchanged(names, values)
    return Interrupted(
        model,
        when,
        places,
        since,
        seen_outcome,
        expected,
        np.exp(plain + offset) if model.family == "counts" else plain,
        names,
        values,
        covariances,
        float("inf") if model.family == "counts" else len(when) - len(names),
        dispersion,
        columns,
    )


def _offset(model: Model, exposure: Floats | None, seen: Booleans) -> Floats:
    if exposure is None:
        return np.zeros(int(seen.sum()))
    if model.family != "counts":
        raise CannotIdentify("An exposure goes with counts: add --family counts.")
    of = exposure[seen]
    if not (of > 0).all():
        raise CannotIdentify(
            "The exposure is missing, 0 or less in a period that has an outcome."
        )
    return np.asarray(np.log(of))


def _insist_on_periods(model: Model, since: Booleans) -> None:
    after = int(since.sum())
    before = len(since) - after
    needed = 2 if model.change == "level-and-slope" else 1
    if before < 3 or after < needed:
        raise CannotIdentify(
            f"There are {before} periods with an outcome before the start and {after} "
            f"since. At least three before and {needed} since are needed to tell a "
            f"change from the path there was."
        )


def _places(when: Floats, times: Sequence[float]) -> Whole:
    step = float(np.diff(times).min())
    exact = (when - times[0]) / step
    places = np.rint(exact).astype(np.int64)
    if np.abs(exact - places).max() > 0.01 or places[-1] + 1 > 2 * len(when):
        raise CannotIdentify(
            "The periods are not evenly spaced, or most are missing between the first "
            "and the last. Number them 1, 2, 3, one more for each period."
        )
    return places


def _columns(
    model: Model, places: Whole, since: Booleans
) -> tuple[tuple[str, ...], Floats]:
    # The last period before: of a start in a gap, the one before the first since.
    last = int(places[since].min()) - 1
    named = {
        "level": np.ones(len(places)),
        "slope": places.astype(float),
        "change of level": since.astype(float),
    }
    if model.change == "level-and-slope":
        named["change of slope"] = since * (places - last).astype(float)
    if model.season:
        named |= _season(model, places)
    return tuple(named), np.column_stack(list(named.values()))


def _season(model: Model, places: Whole) -> dict[str, Floats]:
    if model.season < 2 or not 0 <= 2 * model.harmonics < model.season:
        raise CannotIdentify(
            f"A year of {model.season} periods has no {model.harmonics} pairs of waves:"
            " a year has at least 2 periods, and more than two for each pair."
        )
    if not model.harmonics:
        return {
            f"period {one + 1} of the year": (places % model.season == one).astype(
                float
            )
            for one in range(1, model.season)
        }
    turn = 2 * np.pi * places / model.season
    waves: dict[str, Floats] = {}
    for pair in range(1, model.harmonics + 1):
        waves[f"sine {pair}"] = np.sin(pair * turn)
        waves[f"cosine {pair}"] = np.cos(pair * turn)
    return waves


def _insist_on_columns(columns: Floats) -> None:
    rows, count = columns.shape
    sizes = np.maximum(np.abs(columns).max(axis=0), EXPLAINED)
    if rows <= count or np.linalg.matrix_rank(columns / sizes) < count:
        raise CannotIdentify(
            f"{rows} periods cannot tell {count} coefficients of trend, season and "
            "change apart. Use fewer waves, no change of slope, or a longer series."
        )


def _counted(columns: Floats, outcome: Floats, offset: Floats) -> tuple[Floats, Floats]:
    """The coefficients of the logarithm, and what they expect, by Newton's steps."""
    if (outcome < 0).any() or not outcome.any():
        raise CannotIdentify("Counts are 0 or more, and not all of them 0.")
    values = np.zeros(columns.shape[1])
    values[0] = np.log(outcome.sum() / np.exp(offset).sum())
    for _ in range(ROUNDS):
        expected = np.exp(np.minimum(columns @ values + offset, 50.0))
        products = (expected[:, None] * columns).T @ columns
        step = np.linalg.lstsq(products, columns.T @ (outcome - expected), rcond=None)
        values = values + step[0]
        # Where all counts are 0 the logarithm sinks without end: no step is the last.
        has_sunk = expected.min() <= EXPLAINED * outcome.mean()
        if not has_sunk and np.abs(columns @ step[0]).max() <= 1e-10:
            return values, np.exp(columns @ values + offset)
    raise CannotIdentify(
        "The counts since the start, or in one period of the year, are all 0: no ratio "
        "can be told. Take longer periods, or drop the season."
    )


def _unchanged(names: tuple[str, ...], values: Floats) -> Floats:
    return np.where([name.startswith("change") for name in names], 0.0, values)


def _covariances(
    model: Model, columns: Floats, outcome: Floats, expected: Floats, places: Whole
) -> tuple[dict[str, Floats], float]:
    """K x K for each convention, and the dispersion."""
    left = outcome - expected
    if np.abs(left).max() <= EXPLAINED * max(np.abs(outcome).max(), EXPLAINED):
        raise CannotIdentify(
            "The outcome never changes, or lies on the line without any chance: no "
            "error can be told."
        )
    is_counts = model.family == "counts"
    weight = expected if is_counts else np.ones(len(left))
    freedom = len(left) - columns.shape[1]
    dispersion = float((left**2 / weight).sum()) / freedom
    bread = np.linalg.inv((weight[:, None] * columns).T @ columns)
    together = _together(columns * left[:, None], places, model.lags)
    newey_west = bread @ together @ bread * len(left) / freedom
    if not is_counts:
        return {"OLS": dispersion * bread, "Newey-West": newey_west}, dispersion
    return {
        "Poisson": bread,
        "quasi-Poisson": dispersion * bread,
        "Newey-West": newey_west,
    }, dispersion


def _together(scores: Floats, places: Whole, lags: int | None) -> Floats:
    """Newey, West (1987): scores' products, neighbours' too, the weight falling."""
    line = np.zeros((int(places[-1]) + 1, scores.shape[1]))
    line[places] = scores
    reach = int(4 * (len(line) / 100) ** (2 / 9)) if lags is None else lags
    total = line.T @ line
    for lag in range(1, min(reach, len(line) - 1) + 1):
        beside = line[lag:].T @ line[:-lag]
        total = total + (1 - lag / (reach + 1)) * (beside + beside.T)
    return np.asarray(total)


def _autocorrelation(left: Floats, places: Whole) -> float:
    next_to = np.diff(places) == 1
    return float(
        (left[1:] * left[:-1])[next_to].sum() / (left[:-1][next_to] ** 2).sum()
    )


@dataclass(frozen=True, slots=True)
class Correlated:
    """The same line where each period's chance carries on into the next.

    Attributes:
        carried: the share that carries on.
        names, values: K, as those of the series.
        covariance: K x K.
        freedom: degrees of freedom.
    """

    carried: float
    names: tuple[str, ...]
    values: Floats
    covariance: Floats
    freedom: float

    def coefficient(self, name: str) -> StandardError:
        at = self.names.index(name)
        error = float(np.sqrt(self.covariance[at, at]))
        return standard_error(
            "Prais-Winsten", float(self.values[at]), error, self.freedom
        )


def prais_winsten(told: Interrupted) -> Correlated:
    """Least squares with first-order autocorrelation, gone round until it stands still.

    Prais, Winsten (1954). A period after a gap of g leans on the one before by the g-th
    power of what carries on.

    Raises:
        CannotIdentify: the series is of counts, or what carries on does not settle
            below 1 (it wanders without end).
    """
    if told.model.family == "counts":
        raise CannotIdentify("Prais-Winsten is for a linear series.")
    values, carried = told.values, 0.0
    for _ in range(ROUNDS):
        left = told.outcome - told.columns @ values
        before, now = carried, _autocorrelation(left, told.places)
        carried = min(max(now, -LESS_THAN_ALL), LESS_THAN_ALL)
        columns = _leaned(told.columns, told.places, carried)
        outcome = _leaned(told.outcome[:, None], told.places, carried)[:, 0]
        values = np.linalg.lstsq(columns, outcome, rcond=None)[0]
        if carried == now and abs(carried - before) <= 1e-9:
            rest = outcome - columns @ values
            spread = float(rest @ rest) / told.freedom
            covariance = spread * np.linalg.inv(columns.T @ columns)
            return Correlated(carried, told.names, values, covariance, told.freedom)
    raise CannotIdentify(
        "What carries on from one period to the next does not settle below 1: the "
        "series wanders. Take its differences, or a unit to compare it with."
    )


def _leaned(columns: Floats, places: Whole, carried: float) -> Floats:
    """Each row less what carries on of the one before, all of one variance."""
    kept = carried ** np.diff(places)[:, None]
    first = columns[:1] * np.sqrt(1 - carried**2)
    rest = (columns[1:] - kept * columns[:-1]) * np.sqrt(
        (1 - carried**2) / (1 - kept**2)
    )
    return np.vstack([first, rest])
