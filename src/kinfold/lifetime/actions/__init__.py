from kinfold.lifetime.actions.deciding import (
    add_plan,
    check_offer,
    decide,
    hold_meeting,
)
from kinfold.lifetime.actions.staying import stay_for_life, write_answer

__all__ = [
    "add_plan",
    "check_offer",
    "decide",
    "hold_meeting",
    "stay_for_life",
    "write_answer",
]
