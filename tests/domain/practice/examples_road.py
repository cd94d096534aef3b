"""Examples for the rules of networks, bottom lines and the road to closing.

The bottom lines are those of the practice design, A5.
"""

from __future__ import annotations

from dataclasses import replace

from kinfold_core.practice.facts_road import (
    BottomLineFacts,
    BottomLinesFacts,
    MilestoneFacts,
    NetworkFacts,
    TrajectoryFacts,
)
from tests.domain.practice.examples import Examples

GOOD_LINES = tuple(
    BottomLineFacts(text)
    for text in (
        "At least three grown-ups who know the whole worry have agreed to help; at "
        "least one from each side.",
        "The children have had the story explained to them.",
        "Nobody who has been drinking is in sole charge of the children.",
        "The plan has been shown to work for six months, including at least two hard "
        "days.",
        "Amira attends school every day.",
    )
)
HOW_LINES = tuple(
    BottomLineFacts(text)
    for text in (
        "Mum will complete the Freedom Programme",
        "Dad must use an app at 9 pm",
        "Parents to engage with professionals",
        "A weekly drug test at the clinic",
        "Mum to attend domestic abuse course",
    )
)
CHANGED = replace(
    GOOD_LINES[2], is_changed=True, change_reason="Dean has been dry since May."
)
TEXTS = tuple(line.text for line in GOOD_LINES)
RING_RAJ = MilestoneFacts("Ring Raj", "agency", "Priya (social worker)", has_date=True)
TEA = MilestoneFacts("First tea at Nan's", "network", "Nan Jo", has_date=True)
ROAD = TrajectoryFacts(
    closure="Fridays are quiet, and Nan and Raj run the plan without us.",
    milestones=(RING_RAJ, TEA),
)


def _road(**changes: object) -> TrajectoryFacts:
    step = replace(RING_RAJ, **changes)  # type: ignore[arg-type]
    return replace(ROAD, milestones=(step, TEA))


EXAMPLES: dict[str, Examples] = {
    "R-NW1": Examples(
        passes=(NetworkFacts(), NetworkFacts(named_count=4, heard_count=1)),
        notices=(NetworkFacts(named_count=4),),
    ),
    "R-BL1": Examples(
        passes=(
            *GOOD_LINES,
            replace(HOW_LINES[3], is_court_ordered=True),
        ),
        notices=HOW_LINES,
    ),
    "R-BL2": Examples(
        passes=(BottomLinesFacts(), BottomLinesFacts(TEXTS)),
        notices=(BottomLinesFacts((*TEXTS, "One more.")),),
    ),
    "R-BL3": Examples(
        passes=(BottomLinesFacts(TEXTS),),
        notices=(BottomLinesFacts(TEXTS, uncovered=TEXTS[:1]),),
    ),
    "R-BL4": Examples(
        passes=(*GOOD_LINES, CHANGED),
        notices=(
            replace(CHANGED, change_reason=" "),
            replace(CHANGED, is_family_told=False),
        ),
    ),
    "R-TR1": Examples(
        passes=(ROAD,),
        notices=(
            replace(ROAD, closure="  "),
            replace(ROAD, closure="No further domestic violence."),
        ),
    ),
    "R-TR2": Examples(
        passes=(ROAD, TrajectoryFacts()),
        notices=(_road(owner=""), _road(has_date=False)),
    ),
    "R-TR3": Examples(
        passes=(ROAD, TrajectoryFacts()),
        notices=(replace(ROAD, milestones=(TEA,)),),
    ),
    "R-TR4": Examples(
        passes=(ROAD,),
        notices=(_road(slips_without_reason=1), _road(hidden_slips=1)),
    ),
}
