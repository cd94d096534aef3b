"""Who stays when the service has gone: a first draft of it, made at Nan Jo's table."""

# ruff: noqa: E501  (a line of the story to a line)

from __future__ import annotations

from kinfold.long_haul import actions
from kinfold.stages.actions.ending import agree_long_haul
from kinfold.world.lived.cast import Cast
from kinfold_core.practice.ending import LongHaulDetails
from kinfold_core.practice.long_haul import CheckInDetails, ConsentDetails


def stay(cast: Cast) -> None:
    """It is drafted while the service is still there, and Leanne may be asked later."""
    agree_long_haul(
        family_id=cast.family_id,
        details=LongHaulDetails(
            who_stays=("Nan Jo", "Raj", "Bea", "Auntie Ngozi"),
            coordinator="Nan Jo",
            rhythm="Pie at Nan Jo's on the first Sunday. Raj rings Amira on Thursdays.",
            triggers="Dean loses work. A letter about the rent. Amira stops asking "
            "who has the key.",
            who_to_ring="Raj first, then Nan Jo. If neither answers, the number on the "
            "fridge.",
            emergency="Raj, within twenty minutes. Bea from next door until he is here.",
            turning_points="Kai moves to the big school. Grandad Manny's first Christmas "
            "without his brother.",
            child_copy="Amira drew the four of them, with their numbers, inside the "
            "biscuit cupboard.",
            agreed_on=cast.ago(20),
        ),
        was=None,
        by=cast.amina,
    )
    actions.write_consent(
        family_id=cast.family_id,
        details=ConsentDetails(
            answer="yes",
            who=cast.named("Leanne"),
            said_on=cast.ago(20),
            way="Text first, then ring. Not on a Friday.",
        ),
        by=cast.amina,
    )
    actions.write_check_in(
        family_id=cast.family_id, by=cast.amina,
        details=CheckInDetails(
            month=0, heard_on=cast.ago(6), who=cast.named("Nan Jo"), answer="still",
            words="First Sunday held. Eleven people, two pies.",
        ),
    )  # fmt: skip
