"""What a twin's authorities would publish: figures by authority and quarter."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

import numpy as np

from kinfold_evaluation.panel import Booleans, Floats, Panel
from kinfold_evaluation.refusal import CannotIdentify
from kinfold_evaluation.twin.lives import KINDS, Lived
from kinfold_evaluation.twin.places import World
from kinfold_evaluation.twin.rates import IN_TIME

FROM_TEN: Final = 10
SHORT: Final = 1
"""Quarters: what ended before three months were over."""


def panel(lived: Lived, measure: str) -> Panel:
    """One measure of all authorities, with who embedded what when.

    Raises:
        CannotIdentify: there is no measure of that name.
    """
    return Panel(
        tuple(f"authority {number:03d}" for number in range(lived.world.authorities)),
        tuple(float(quarter) for quarter in range(lived.world.quarters)),
        figures(lived, measure),
        lived.places.starts.astype(float),
    )


def figures(lived: Lived, measure: str) -> Floats:
    """A x quarters; not-a-number where nobody is counted in a share.

    Raises:
        CannotIdentify: there is no measure of that name.
    """
    if measure not in MEASURES:
        raise CannotIdentify(
            f"The twin has no measure {measure}. There are {', '.join(MEASURES)}."
        )
    return MEASURES[measure](lived)


def _counted(lived: Lived, kind: str, which: Booleans | None = None) -> Floats:
    """A x quarters: events of a kind, as they were written down."""
    chosen = lived.kind == KINDS.index(kind)
    if which is not None:
        chosen &= which
    shape = (lived.world.authorities, lived.world.quarters)
    cells = np.ravel_multi_index(
        (lived.place[chosen].astype(int), lived.quarter[chosen].astype(int)), shape
    )
    counts = np.bincount(cells, minlength=shape[0] * shape[1]).reshape(shape)
    return _thinned(lived.world, kind, counts.astype(float))


def _thinned(world: World, kind: str, counts: Floats) -> Floats:
    """A break in what is recorded: some referrals are written down no more."""
    if kind == "referred":
        for number, (since, share) in world.thins.items():
            counts[number, since:] = np.rint(counts[number, since:] * share)
    return counts


def _rate(kind: str) -> Callable[[Lived], Floats]:
    """A year, of 10,000 children."""

    def rate(lived: Lived) -> Floats:
        people = lived.places.children[:, None] / 10_000
        return np.asarray(4 * _counted(lived, kind) / people)

    return rate


def _stock(state: str) -> Callable[[Lived], Floats]:
    """At the end of the quarter, of 10,000 children."""

    def stock(lived: Lived) -> Floats:
        return np.asarray(lived.open[state] / (lived.places.children[:, None] / 10_000))

    return stock


def _share(
    kind: str, counts: Callable[[Lived], Booleans], of: str = ""
) -> Callable[[Lived], Floats]:
    """Per cent of those events (of those of another kind) that count."""

    def share(lived: Lived) -> Floats:
        whole = _counted(lived, of or kind)
        part = _counted(lived, kind, counts(lived))
        with np.errstate(invalid="ignore", divide="ignore"):
            return np.asarray(np.where(whole > 0, 100 * part / whole, np.nan))

    return share


def _every(lived: Lived) -> Booleans:
    return np.ones(lived.kind.size, bool)


MEASURES: Final[Mapping[str, Callable[[Lived], Floats]]] = {
    "referral-rate": _rate("referred"),
    "referral-again": _share("referred", lambda lived: lived.detail == 1),
    "assessed-in-time": _share("assessed", lambda lived: lived.detail <= IN_TIME),
    "need-started-rate": _rate("need"),
    "need-rate": _stock("need"),
    "plan-started-rate": _rate("plan"),
    "plan-again": _share("plan", lambda lived: lived.detail == 1),
    "plan-rate": _stock("plan"),
    "care-started-rate": _rate("care"),
    "care-from-ten": _share("care", lambda lived: lived.detail >= FROM_TEN),
    "care-with-kin": _share("kin", _every, of="care"),
    "care-rate": _stock("care"),
    "court-rate": _rate("court"),
    "ended-soon": _share("ended", lambda lived: lived.detail <= SHORT),
}
"""By name; rates a year and stocks of 10,000 children, shares in per cent."""
