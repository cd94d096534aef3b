"""Examples for the rules of a visit without a network."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from kinfold_core.practice.offline_held import WhyHeld
from kinfold_core.practice.rules.visit import VisitFacts
from tests.domain.practice.examples import Examples

HOME = VisitFacts(was_away=timedelta(hours=3))
FINISHED = replace(HOME, was_removed=True, asked=2)

EXAMPLES = {
    "R-OF1": Examples(
        (HOME, replace(HOME, skew=timedelta(minutes=4))),
        (
            replace(HOME, skew=timedelta(minutes=-30)),
            replace(HOME, skew=timedelta(days=40)),
        ),
    ),
    "R-OF2": Examples(
        (HOME, replace(HOME, was_away=timedelta(days=14))),
        (replace(HOME, was_away=timedelta(days=31)),),
    ),
    "R-OF3": Examples(
        (HOME, FINISHED), (replace(HOME, asked=1), replace(HOME, asked=2))
    ),
    "R-OF4": Examples((HOME, replace(HOME, asked=1)), (FINISHED,)),
    "R-OF5": Examples(
        (HOME,), tuple(replace(HOME, why_held=one.label) for one in WhyHeld)
    ),
    "R-OF6": Examples((HOME,), (replace(HOME, names=1), replace(HOME, names=3))),
}
