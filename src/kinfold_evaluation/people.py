"""People (or authorities) in one row each: treated or not, as they were, what came."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from kinfold_evaluation.panel import (
    MISSING,
    SUPPRESSED,
    Booleans,
    Columns,
    Floats,
    number_in,
    rows_of,
)
from kinfold_evaluation.refusal import CannotIdentify


@dataclass(frozen=True, slots=True)
class People:
    """Those of whom everything asked is known.

    Attributes:
        treated: n.
        outcome: n.
        names: K; a covariate of words has one for each word ("race: black").
        covariates: n x K.
        left_out: how many rows lack something.
    """

    treated: Booleans
    outcome: Floats
    names: tuple[str, ...]
    covariates: Floats
    left_out: int

    @property
    def is_yes_or_no(self) -> Booleans:
        """K: columns of nothing but 0 and 1."""
        return np.asarray(np.isin(self.covariates, (0.0, 1.0)).all(axis=0))

    @property
    def told_apart(self) -> Floats:
        """n x K: each column from its mean, over its spread; 0 where all are alike."""
        away = self.covariates - self.covariates.mean(axis=0)
        spread = away.std(axis=0)
        return np.asarray(away / np.where(spread > 0, spread, 1.0))


def read_people(
    path: Path, *, treated: str, outcome: str, covariates: Sequence[str]
) -> People:
    """The rows of a CSV file, with commas, semicolons or tabs.

    Raises:
        CannotIdentify: a column is lacking, the treatment is not 0 or 1, an outcome is
            a word, or one of the two groups has fewer than two rows.
    """
    if not covariates:
        raise CannotIdentify("--covariates are needed: by what are people alike?")
    rows = rows_of(path, Columns("", treated, outcome, "", tuple(covariates)))
    given = _numbers(rows, treated)
    odd = [
        at for at, one in enumerate(given, 2) if np.isfinite(one) and one not in {0, 1}
    ]
    if odd:
        raise CannotIdentify(f"Line {odd[0]}: {treated} is neither 0 nor 1.")
    named: dict[str, Floats] = {}
    for name in covariates:
        named |= _columns(rows, name)
    values = np.column_stack(list(named.values()))
    came = _numbers(rows, outcome)
    known = np.isfinite(given) & np.isfinite(came) & np.isfinite(values).all(axis=1)
    is_treated = given[known] == 1
    if min(is_treated.sum(), (~is_treated).sum()) < 2:
        raise CannotIdentify(
            f"{int(is_treated.sum())} treated and {int((~is_treated).sum())} untreated "
            "rows have everything that is asked: at least two of each are needed."
        )
    return People(
        is_treated, came[known], tuple(named), values[known], int((~known).sum())
    )


def _numbers(rows: Sequence[Mapping[str, str]], name: str) -> Floats:
    return np.array([number_in(row, name, at) for at, row in enumerate(rows, 2)])


def _columns(rows: Sequence[Mapping[str, str]], name: str) -> dict[str, Floats]:
    """A column of numbers, or one for each word."""
    try:
        return {name: _numbers(rows, name)}
    except CannotIdentify:
        words = [row[name] for row in rows]
        if any(word[:1].isdecimal() for word in words):
            raise
    unknown = MISSING | SUPPRESSED
    gaps = np.array([word in unknown for word in words])
    return {
        f"{name}: {one}": np.where(gaps, np.nan, [float(w == one) for w in words])
        for one in sorted(set(words) - unknown)
    }
