"""How often what happens to a child, a quarter, in an authority in the middle.

The rates were chosen by hand until a twin without effects stood where England's
authorities stood in the middle in 2024 (data/england; `tests/evaluation/test_twin.py`
holds both side by side). They fit those figures, not the lives behind them.
"""

from __future__ import annotations

from typing import Final

import numpy as np

from kinfold_evaluation.panel import Floats

LONGEST: Final = 40
"""Quarters that are told apart; after that the last rate stays."""

NEWCOMERS: Final = 81.0
"""Children referred a quarter, of 10,000, who had not been before or not lately."""

NOT_TAKEN_UP: Final = 0.05
NOT_IN_NEED: Final = 0.31
"""Referred and nothing more; assessed and found not to be in need."""

ASSESSED: Final = (3.28, 0.55)
"""Working days an assessment takes: mean and spread of its logarithm."""

IN_TIME: Final = 45
KIN: Final = 0.16
"""The share who start to be looked after with kin."""

TO_COURT: Final = 0.34
"""The share who start to be looked after with an application to the court."""

SEASON: Final = (1.02, 0.93, 1.02, 1.03)
"""Referrals from April on; schools are closed in the second quarter."""

AGES: Final = np.array(
    [2.6, 1.2, 1.1, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0]
    + [1.0, 1.05, 1.15, 1.25, 1.3, 1.2, 0.9, 0.6]
)
"""How often a child of each year of age is referred, beside one of three years."""

GROWN_UP: Final = 18 * 4
"""In quarters."""


def _by_duration(*rates: float) -> Floats:
    """The rate in each quarter since it began; the last one stays."""
    return np.array([*rates, *[rates[-1]] * (LONGEST - len(rates))])


RATES: Final = {
    ("need", "closed"): _by_duration(0.55, 0.42, 0.40, 0.36, 0.32, 0.28, 0.24, 0.20),
    ("need", "plan"): _by_duration(0.13, 0.05, 0.03, 0.02),
    ("need", "care"): _by_duration(0.037, 0.016, 0.012),
    ("plan", "need"): _by_duration(0.14, 0.30, 0.42, 0.44, 0.40),
    ("plan", "care"): _by_duration(0.085, 0.075, 0.065),
    ("care", "closed"): _by_duration(
        0.17, 0.12, 0.09, 0.08, 0.08, 0.08, 0.07, 0.07, 0.07, 0.06
    ),
}
"""From where to where: the rate a quarter, by how long it has been so."""

PLANNED_BEFORE: Final = 1.9
"""How much more often a plan is made for a child in need who had one before."""

AGAIN: Final = np.array(
    [0.080, 0.066, 0.056, 0.048, 0.040, 0.034, 0.030, 0.026, 0.023, 0.020]
    + [0.018, 0.016, 0.014, 0.013, 0.012, 0.011, 0.010, 0.009, 0.008, 0.008]
)
"""Referred again, by quarters since it ended; after five years never."""

WITHIN_A_YEAR: Final = 4
