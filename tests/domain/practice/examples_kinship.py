"""Examples for the rules of living with family or friends."""

from __future__ import annotations

from dataclasses import replace

from kinfold_core.practice.facts_kinship import (
    CareFacts,
    ClockFacts,
    KinshipFacts,
    NightFacts,
)
from kinfold_core.practice.kinship_law import Kind
from tests.domain.practice.examples import Examples

NIGHT = NightFacts("r1", "On Fridays the children sleep at Nan Jo's.")
NAN = CareFacts(
    child="Kai",
    carer="Nan Jo",
    kind=Kind.CLOSE_FAMILY,
    is_close=True,
    days=90,
    child_years=4,
    carer_years=58,
    arranged="family",
    is_looked_at=True,
    is_rights_explained=True,
)
BEA = replace(NAN, carer="Bea", kind=Kind.SHORT_STAY, is_close=False, days=9)
RAJ = replace(NAN, carer="Raj", kind=Kind.TEMPORARY_FOSTER, arranged="authority")
FAR, NEAR, OVER = (
    ClockFacts("16 weeks", days, words)
    for days, words in ((60, "Far."), (28, "Four weeks are left."), (-1, "Ran out."))
)

EXAMPLES: dict[str, Examples] = {
    "R-KI1": Examples(
        passes=(KinshipFacts(),), notices=(KinshipFacts(unclassified_nights=(NIGHT,)),)
    ),
    "R-KI2": Examples(
        passes=(NAN, replace(RAJ, clocks=(FAR,))),
        notices=(replace(RAJ, clocks=(NEAR,)), replace(RAJ, clocks=(FAR, OVER))),
    ),
    "R-KI3": Examples(
        passes=(NAN,), notices=(replace(NAN, is_rights_explained=False),)
    ),
    "R-KI4": Examples(
        passes=(
            NAN,
            BEA,
            replace(BEA, days=27),
            replace(BEA, days=40, kind=Kind.PRIVATE_FOSTERING),
            # a young person of 16 is not fostered privately, unless disabled
            replace(BEA, days=40, child_years=16),
            replace(
                BEA, days=40, child_years=16, is_child_disabled=True,
                kind=Kind.PRIVATE_FOSTERING,
            ),
            replace(RAJ, is_close=False),
        ),
        notices=(
            replace(BEA, days=28),
            replace(BEA, kind=Kind.CLOSE_FAMILY),
            replace(BEA, kind=Kind.CLOSE_FAMILY, days=28),
            replace(BEA, days=40, child_years=None),
            replace(BEA, days=40, child_years=16, is_child_disabled=True),
            replace(NAN, kind=Kind.PRIVATE_FOSTERING),
            replace(BEA, kind=Kind.PRIVATE_FOSTERING, child_years=16),
        ),
    ),
    "R-KI5": Examples(
        passes=(
            NAN,
            replace(NAN, child_years=None, carer_years=None),
            replace(NAN, carer_years=17),
            replace(RAJ, carer_years=18),
            replace(NAN, kind=Kind.ADOPTION, carer_years=21),
        ),
        notices=(
            replace(NAN, child_years=18),
            replace(RAJ, carer_years=17),
            replace(NAN, kind=Kind.SPECIAL_GUARDIANSHIP, carer_years=17),
            replace(NAN, kind=Kind.ADOPTION, carer_years=20),
        ),
    ),
    "R-KI6": Examples(
        passes=(NAN, replace(NAN, carer_years=None), replace(RAJ, carer_years=17)),
        notices=(replace(NAN, carer_years=17), replace(NAN, is_danger_source=True)),
    ),
    "R-KI7": Examples(
        passes=(NAN, RAJ, replace(NAN, arranged="")),
        notices=(
            replace(NAN, arranged="authority"),
            replace(BEA, arranged="disputed"),
        ),
    ),
    "R-KI8": Examples(
        passes=(KinshipFacts(),),
        notices=(KinshipFacts(sides_not_asked=("father's side of Kai",)),),
    ),
    "R-KI9": Examples(
        passes=(RAJ, replace(NAN, is_looked_at=False)),
        notices=(replace(RAJ, is_looked_at=False),),
    ),
    "R-KI10": Examples(
        passes=(NAN,),
        notices=(replace(RAJ, not_wanted=("Kai does not want Raj there",)),),
    ),
}  # fmt: skip
