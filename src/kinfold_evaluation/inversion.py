"""Which effects randomisation inference does not reject: an interval without a model.

Were the effect t in every treated cell, the outcome less t would show none, whoever is
treated; so t is in the interval when the actual assignment is not unusual for that
outcome (Lehmann 1963; MacKinnon, Webb 2020). The effect is linear in the outcome, so
each other assignment is as far from 0 for an interval of t whose ends have a formula,
and all of them hold the estimate: nothing is searched for.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from kinfold_evaluation.panel import Panel
from kinfold_evaluation.randomisation import dealt_together
from kinfold_evaluation.refusal import CannotIdentify

SIZE = 0.05


def not_rejected(
    panel: Panel, *, draws: int = 9_999, seed: int = 0
) -> tuple[float, float]:
    """The 95 % interval of the effect, were it the same in every treated cell.

    It holds whatever effects randomisation inference on the effect has above 0.05 of
    as p-value, with the same assignments.

    Raises:
        CannotIdentify: as `randomised`, or fewer than 20 assignments are compared.
    """
    alone = replace(panel, outcome=np.where(panel.seen, panel.treatment, np.nan))
    told = dealt_together([panel, alone], draws=draws, seed=seed)
    others, shares = told.drawn_effects[:, 1:]
    kept = int(np.floor(SIZE * (len(others) + 1) + 1e-9))
    if not kept:
        raise CannotIdentify(
            f"With {len(others) + 1} ways to deal out the starts no effect is ever "
            "rejected at 5 %, so no interval can be told: 20 ways are needed."
        )
    effect = float(told.effects[0])
    # |effect - t| <= |other - t share| from one end to the other; everywhere, where the
    # other assignment is the actual one again.
    same = np.abs(shares) >= 1 - 1e-12
    inner = np.where(same, 0.0, shares)
    ends = np.stack([(effect - others) / (1 - inner), (effect + others) / (1 + inner)])
    low = np.sort(np.where(same, -np.inf, ends.min(axis=0)))
    high = np.sort(np.where(same, np.inf, ends.max(axis=0)))[::-1]
    return float(low[kept - 1]), float(high[kept - 1])
