"""Examples for the rules of what somebody of the network is asked to do."""

from __future__ import annotations

from dataclasses import replace

from kinfold_core.practice.facts_network import (
    ClosedRoleFacts,
    CommitmentFacts,
    DespiteFacts,
    DisclosureFacts,
)
from kinfold_core.practice.facts_road import NetworkFacts
from tests.domain.practice.examples import Examples

NAN = CommitmentFacts("Nan Jo", "On Fridays they sleep at mine.", is_accepted=True)

TOLD = DisclosureFacts("The danger statements", "Amina", "Leanne, on Tuesday")
CLOSED = ClosedRoleFacts(
    "safety", "He drank at the picnic in May.", "Jude", has_review=True,
    has_other_role=True,
)  # fmt: skip
ANSWERED = DespiteFacts(
    "He has the only key.", "Jude", may_decide=True, has_review=True
)
LIVED = NetworkFacts(named_count=4, heard_count=3, committed_count=2, is_plan_live=True)
MADE = replace(LIVED, is_plan_live=False, is_plan_next=True)

EXAMPLES: dict[str, Examples] = {
    "R-NW2": Examples(
        passes=(LIVED, replace(LIVED, committed_count=0, is_plan_live=False)),
        notices=(replace(LIVED, committed_count=1),),
    ),
    "R-NW10": Examples(
        passes=(LIVED, MADE, replace(LIVED, committed_count=0)),
        notices=(replace(MADE, committed_count=1),),
    ),
    "R-NW4": Examples(
        passes=(TOLD,),
        notices=(
            replace(TOLD, what=" "),
            replace(TOLD, told_by=""),
            replace(TOLD, basis=" "),
        ),
    ),
    "R-NW6": Examples(
        passes=(CLOSED, replace(CLOSED, has_other_role=False)),
        notices=(
            replace(CLOSED, role=""),
            replace(CLOSED, reason=" "),
            replace(CLOSED, decided_by=""),
            replace(CLOSED, has_review=False),
        ),
    ),
    "R-NW8": Examples(
        passes=(CLOSED, ClosedRoleFacts()),
        notices=(replace(CLOSED, has_other_role=False),),
    ),
    "R-NW9": Examples(passes=(LIVED,), notices=(replace(LIVED, sources=("Dean",)),)),
    "R-NW11": Examples(passes=(LIVED,), notices=(replace(LIVED, refused=("Dean",)),)),
    "R-NW12": Examples(
        passes=(ANSWERED,),
        notices=(
            replace(ANSWERED, reason=" "),
            replace(ANSWERED, decided_by=""),
            replace(ANSWERED, is_by_themselves=True),
            replace(ANSWERED, is_by_child=True),
            replace(ANSWERED, may_decide=False),
            replace(ANSWERED, has_review=False),
            replace(ANSWERED, is_too_long=True),
        ),
    ),
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
