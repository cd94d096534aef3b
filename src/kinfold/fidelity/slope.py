"""How an outcome goes together with what was recorded, within teams."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np

from kinfold_evaluation.dose import DoseResponse, dose_response
from kinfold_evaluation.panel import panel_of
from kinfold_evaluation.refusal import CannotIdentify
from kinfold_measures.fidelity.beside import LEAST_TEAMS, Pair

DRAWS: Final = 999
TEN_POINTS: Final = 10.0
TOO_FEW_TEAMS: Final = (
    f"Whether they go together within teams is asked of {LEAST_TEAMS} teams or more, "
    "each with a pair in every period."
)


def slope_within_teams(pairs: Sequence[Pair]) -> tuple[DoseResponse | None, str]:
    """Or none, and why. By teams and periods, which have each their own level."""
    teams = {one.team for one in pairs}
    periods = {one.period.starts_on for one in pairs}
    if len(teams) < LEAST_TEAMS or len(pairs) != len(teams) * len(periods):
        return None, TOO_FEW_TEAMS
    years = [float(one.period.starts_on.toordinal()) for one in pairs]
    named = [one.team for one in pairs]
    panel = panel_of(named, years, [one.outcome for one in pairs], {})
    share = {
        (one.team, year): one.recorded for one, year in zip(pairs, years, strict=True)
    }
    doses = np.array(
        [
            [share[team, year] / TEN_POINTS for year in panel.times]
            for team in panel.units
        ]
    )
    try:
        return dose_response(panel, doses, draws=DRAWS), ""
    except CannotIdentify as why:
        return None, str(why)
