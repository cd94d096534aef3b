"""Examples for the rules of what somebody of the network is asked to do."""

from __future__ import annotations

from dataclasses import replace

from kinfold_core.practice.facts_network import CommitmentFacts
from tests.domain.practice.examples import Examples

NAN = CommitmentFacts("Nan Jo", "On Fridays they sleep at mine.", is_accepted=True)


EXAMPLES: dict[str, Examples] = {
    "R-NW3": Examples(passes=(NAN,), notices=(replace(NAN, is_accepted=False),)),
    "R-NW5": Examples(
        passes=(
            NAN,
            replace(NAN, text="I ring at 9, and again at 10.30 if I hear nothing."),
            replace(NAN, text="From 3 2026 on, in room 12A."),
        ),
        notices=(
            replace(NAN, text="I fetch them from 4 Mill Lane, LN1 3AB."),
            replace(NAN, text="I ring Bea on 07700 900 123."),
            replace(NAN, text="Ring +44 7700 900123 from ln13ab"),
        ),
    ),
    "R-NW7": Examples(
        passes=(NAN,),
        notices=(
            replace(NAN, is_source=True),
            replace(NAN, is_kept_from_safety=True),
        ),
    ),
    "R-I3": Examples(passes=(NAN,), notices=(replace(NAN, unheard=1),)),
}
