"""Starts that were drawn by lot among those who would all start: a stepped wedge.

Where it was only chance who began first, the other orders are what might have been, and
nothing else is: units that never start were never in the lot. Five units that begin one
after another have 120 orders, so no p-value is below 1 in 120 (Kennedy-Shaffer, de
Gruttola, Lipsitch 2020; Thompson and others 2018).
"""

from __future__ import annotations

from math import factorial, prod

import numpy as np

from kinfold_evaluation.panel import Panel, Whole
from kinfold_evaluation.refusal import CannotIdentify

ENOUGH = 20
"""Orders: with fewer, the smallest p-value is above 0.05 whatever was found."""


def orders(panel: Panel) -> Whole:
    """N: the blocks of `randomised` that deal the starts out among those who start.

    Raises:
        CannotIdentify: nothing could be told from chance by so few orders.
    """
    drawn = panel.ever_treated.copy()
    for start in set(panel.starts[panel.telling]):
        drawn &= panel.spans(start)
    counts = np.unique(panel.starts[drawn], return_counts=True)[1].tolist()
    possible = factorial(sum(counts)) // prod(factorial(count) for count in counts)
    if possible < ENOUGH:
        ways = "way" if possible == 1 else "ways"
        raise CannotIdentify(
            f"{sum(counts)} units have outcomes before every start and since, and "
            f"could have begun in {possible} {ways}, so the smallest p-value would be "
            f"{1 / possible:.2g} whatever was found. {ENOUGH} orders are needed: four "
            "units that each begin at another time have 24. If units that never begin "
            "could have been drawn too, leave out --orders."
        )
    return np.where(panel.ever_treated, 0, 1)
