"""Why a way's intervals do not hold the truth as often as they say."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from kinfold_evaluation.twin.ways import (
    COHORTS,
    CR1,
    IMPUTED,
    PATHS,
    STACKED,
)

MANY: Final = (
    "such errors take the treated units for many, and ten are few: a limit of the way, "
    "not a slip of the program."
)
SAME_IN_R: Final = "R's packages give the same errors (agreement.md)."

REASONS: Final[Mapping[str, str]] = {
    CR1: f"{MANY} {SAME_IN_R} CR2 with its own degrees of freedom mends it, and "
    "randomisation inference needs no such error.",
    COHORTS: f"{MANY} {SAME_IN_R} They are also read by the normal distribution; the "
    "row by Student's t shows what that costs.",
    PATHS: MANY,
    IMPUTED: f"{MANY} Effects of a cohort in a period are taken to be alike, as its "
    "authors do, and their mean takes up some of the chance.",
    STACKED: f"{MANY} Where all begin together it is the same as two-way.",
}
"""Only for ways whose miss is understood: the page cannot be made of any other."""
