"""What was recorded beside an outcome of the authority's own returns. Viewer first.

By team where the returns were counted by team, which is by year; else the quarters of
the whole authority. What is withheld on either side makes no pair.

Raises:
    PermissionDenied: the viewer may not see every team; the message is safe to show.
    NotFound: the viewer belongs to no authority.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.core.exceptions import PermissionDenied

from kinfold.fidelity import policy
from kinfold.fidelity.selectors.recorded import profile
from kinfold.fidelity.slope import slope_within_teams
from kinfold.platform.viewer import Viewer
from kinfold.returns.models import Figure
from kinfold.returns.selectors.figures import figures_of
from kinfold_evaluation.dose import DoseResponse
from kinfold_measures.fidelity.beside import Pair, recorded_in
from kinfold_measures.fidelity.protected import EVERY_TEAM, Shown
from kinfold_measures.language.periods import Period
from kinfold_measures.series import Cell

MOST_PERIODS: Final = 12
BY_TEAM: Final = "team"
ONE_PLACE: Final = (
    "Whether they go together cannot be told from one place over time: all else that "
    "changed is in it too."
)


@dataclass(frozen=True, slots=True)
class Asked:
    """Which element, used or good; which outcome; how many quarters before."""

    element: str
    is_good: bool
    outcome: str
    quarters_before: int


@dataclass(frozen=True, slots=True)
class Beside:
    """The pairs, the earliest first, and how they go together within teams.

    Attributes:
        is_by_team: else they are the quarters of the whole authority.
        family_count: those that the newest recorded quarter tells of.
        slope: of the outcome along ten points more recorded; None where it cannot be
            told, and `why_none` says why.
    """

    pairs: tuple[Pair, ...]
    is_by_team: bool
    family_count: int
    slope: DoseResponse | None
    why_none: str


def insist(viewer: Viewer) -> None:
    decision = policy.may_see_every_team(viewer)
    if not decision:
        raise PermissionDenied(decision.reason)


def beside(viewer: Viewer, asked: Asked) -> Beside:
    insist(viewer)
    figures, is_by_team = _outcomes(viewer, asked.outcome)
    quarters = {
        start: recorded_in(start, asked.quarters_before)
        for start in sorted({one.starts_on for one in figures})[-MOST_PERIODS:]
    }
    if not quarters:
        return Beside((), is_by_team, 0, None, ONE_PLACE)
    recorded = profile(viewer, tuple(quarters.values()), code=asked.element)
    named = {name: key for key, name in recorded.teams.items() if key != EVERY_TEAM}
    pairs = []
    for one in figures:
        team = named.get(one.group) if is_by_team else EVERY_TEAM
        quarter = quarters.get(one.starts_on)
        if team is None or quarter is None or one.value is None:
            continue
        share = _share(recorded.at(quarter, team, asked.element), asked.is_good)
        if isinstance(share, float):
            name = one.group if is_by_team else viewer.place_name
            period = Period(one.period, one.starts_on, one.ends_on)
            pairs.append(Pair(name, period, quarter.ends_on, share, one.value))
    found = tuple(pairs)
    slope, why = slope_within_teams(found) if is_by_team else (None, ONE_PLACE)
    return Beside(found, is_by_team, recorded.family_count, slope, why)


def _outcomes(viewer: Viewer, code: str) -> tuple[list[Figure], bool]:
    """Years by team where there are any, else quarters of all. Two queries."""
    counted = figures_of(viewer, code)
    by_team = [one for one in counted if one.breakdown == BY_TEAM]
    if by_team:
        return by_team, True
    kind = Figure.PeriodKind.QUARTER
    whole = [one for one in counted if not one.breakdown and one.period_kind == kind]
    return whole, False


def _share(shown: Shown | None, is_good: bool) -> Cell | None:
    if shown is None:
        return None
    return shown.good if is_good else shown.used
