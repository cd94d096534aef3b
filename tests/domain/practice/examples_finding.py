"""Examples for the rules of Family Finding."""

from __future__ import annotations

from dataclasses import replace

from kinfold_core.practice.family_finding.facts import FindingFacts
from tests.domain.practice.examples import Examples

BEGUN = FindingFacts(child="Kai")
FOUND = replace(
    BEGUN, identified=12, maternal=7, paternal=5, sources=4, contacted=3, days=40
)
WHOLE = replace(
    FOUND,
    engaged=6,
    days_engaged=60,
    meetings=1,
    days_met=40,
    plans=3,
    days_planned=40,
    is_decided=True,
    days_decided=35,
    says_who_stays=True,
    offers=2,
    rated=2,
    lifetime=3,
)

EXAMPLES: dict[str, Examples] = {
    "R-FF1": Examples(
        passes=(BEGUN, FOUND, replace(BEGUN, is_screened=False)),
        notices=(replace(FOUND, is_screened=False),),
    ),
    "R-FF2": Examples(
        passes=(FOUND, replace(FOUND, identified=4, paternal=0)),
        notices=(replace(FOUND, paternal=0), replace(FOUND, maternal=0)),
    ),
    "R-FF3": Examples(
        passes=(FOUND, replace(FOUND, sources=1, days=3)),
        notices=(replace(FOUND, sources=2),),
    ),
    "R-FF4": Examples(
        passes=(FOUND, BEGUN, replace(FOUND, contacted=0, days=3)),
        notices=(replace(FOUND, contacted=0),),
    ),
    "R-FF5": Examples(
        passes=(WHOLE, FOUND, replace(FOUND, days_engaged=3)),
        notices=(replace(FOUND, days_engaged=31),),
    ),
    "R-FF6": Examples(
        passes=(WHOLE, FOUND, replace(WHOLE, plans=1, days_met=3)),
        notices=(replace(WHOLE, plans=1), replace(WHOLE, plans=2)),
    ),
    "R-FF7": Examples(
        passes=(WHOLE, FOUND, replace(WHOLE, is_decided=False, days_planned=3)),
        notices=(replace(WHOLE, is_decided=False),),
    ),
    "R-FF8": Examples(
        passes=(WHOLE, FOUND), notices=(replace(WHOLE, says_who_stays=False),)
    ),
    "R-FF9": Examples(
        passes=(WHOLE, replace(FOUND, offers=2)),
        notices=(replace(WHOLE, rated=1), replace(WHOLE, unowned=1)),
    ),
    "R-FF10": Examples(
        passes=(WHOLE, FOUND, replace(WHOLE, lifetime=0, days_decided=3)),
        notices=(
            replace(WHOLE, lifetime=0),
            replace(WHOLE, late=((3, 1),)),
            replace(WHOLE, late=((6, 2),)),
        ),
    ),
    "R-FF11": Examples(passes=(WHOLE,), notices=(replace(WHOLE, wrongly=("Mick",)),)),
}
