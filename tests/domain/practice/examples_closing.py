"""Examples for the rules of closing."""

from __future__ import annotations

from dataclasses import replace

from kinfold_core.practice.closing import ClosingFacts, ScaleToClose
from tests.domain.practice.examples import Examples

FRIDAYS = ScaleToClose(
    "Hard Fridays", 7, agency=(7, 8), network=(7, 9, 5), children=(8,)
)
READY = ClosingFacts(
    scales=(FRIDAYS,),
    days_held=190,
    days_agreed=183,
    hard_days=2,
    has_long_haul=True,
    has_child_version=True,
    is_story_finished=True,
    has_copy=True,
    has_who_to_ring=True,
    is_feedback_offered=True,
    committed_count=2,
)


def _but(**change: object) -> ClosingFacts:
    return replace(READY, **change)


def _scale(**change: object) -> ClosingFacts:
    return _but(scales=(replace(FRIDAYS, **change),))


EXAMPLES = {
    "R-CL1": Examples(
        passes=(READY, _scale(children=())),
        notices=(
            _but(scales=()),
            _scale(enough=None),
            _scale(agency=(7, 6.5)),
            _scale(agency=()),
            _scale(network=(9, 6)),
            _scale(children=(8, 3)),
        ),
    ),
    "R-CL2": Examples((READY,), (_but(children_not_asked=("Kai",)),)),
    "R-CL3": Examples(
        (READY, _but(days_held=183)),
        (_but(days_held=182), _but(days_held=0), _but(days_agreed=None)),
    ),
    "R-CL4": Examples((READY,), (_but(hard_days=0),)),
    "R-CL5": Examples((READY,), (_but(has_long_haul=False),)),
    "R-CL6": Examples((READY,), (_but(has_child_version=False),)),
    "R-CL7": Examples((READY,), (_but(is_story_finished=False),)),
    "R-CL8": Examples((READY,), (_but(has_copy=False), _but(has_who_to_ring=False))),
    "R-CL10": Examples(
        (READY, _but(network_least=1, committed_count=1)), (_but(committed_count=1),)
    ),
    "R-CL9": Examples((READY,), (_but(is_feedback_offered=False),)),
}
