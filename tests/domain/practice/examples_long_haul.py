"""Examples for the rules of the long haul."""

from __future__ import annotations

from dataclasses import replace

from kinfold_core.practice.rules.long_haul import LongHaulFacts
from tests.domain.practice.examples import Examples

STAYING = LongHaulFacts(
    who_stays=("Nan Jo", "Raj"),
    emergency="Raj, and Bea when he is away",
    child_copy="A drawing on the fridge",
)

EXAMPLES = {
    "R-LH1": Examples(
        (STAYING,),
        (
            replace(STAYING, not_told=("Raj",)),
            replace(STAYING, not_told=("Nan Jo", "Raj")),
        ),
    ),
    "R-LH2": Examples((STAYING,), (replace(STAYING, who_stays=("Nan Jo",)),)),
    "R-LH3": Examples((STAYING,), (replace(STAYING, emergency=" "),)),
    "R-LH4": Examples((STAYING,), (replace(STAYING, child_copy=""),)),
}
