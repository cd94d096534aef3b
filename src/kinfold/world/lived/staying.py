"""Who stays when the service has gone: a first draft of it, made at Nan Jo's table."""

# ruff: noqa: E501  (a line of the story to a line)

from __future__ import annotations

from typing import Final

from kinfold.circles.actions import keep_object, place, write_try
from kinfold.long_haul import actions
from kinfold.stages.actions.ending import agree_long_haul
from kinfold.world.lived.cast import Cast
from kinfold_core.practice.circles import ObjectDetails, PlaceDetails
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


def draw_circles(cast: Cast) -> None:
    """Leanne drew them at the start; later Amira moved Bea in herself."""
    for days, name, ring, said_by, wants, inward, says_no in _CIRCLES:
        place(
            family_id=cast.family_id,
            details=PlaceDetails(
                who=cast.named(name), ring=ring, said_by=cast.named(said_by),
                said_on=cast.ago(days), child_wants=wants, inward=inward,
                says_no=says_no,
            ),
            by=cast.amina,
        )  # fmt: skip


def keep_the_hare(cast: Cast) -> None:
    """Amira's way of asking to be asked alone. It is kept from Dean, and was tried."""
    kept = keep_object(
        family_id=cast.family_id,
        details=ObjectDetails(
            child_id=cast.people["Amira"], child_name="Amira",
            thing="The china hare", place="On the window sill in the hall",
            how_often="Each time they come in",
            what_they_do="“Show me your homework upstairs, love.” Then they ask, and "
            "ring Amina or the duty worker.",
            lookers=(cast.members["Nan Jo"].pk, cast.members["Raj"].pk),
            kept_from=(cast.named("Dean"),), agreed_on=cast.ago(52),
        ),
        seen=(), by=cast.amina,
    )  # fmt: skip
    write_try(
        family_id=cast.family_id, object_id=kept.pk, tried_on=cast.ago(45),
        worked="yes", by=cast.amina,
        what_happened="Amira moved it to the shoes. Raj had her upstairs in a minute.",
    )  # fmt: skip


# Days ago, who, which ring, who said it, whether a child wants them closer, what would
# let them move inward, who would say no.
_CIRCLES: Final = (
    (140, "Nan Jo", 1, "Leanne", False, "", ""),
    (140, "Raj", 2, "Leanne", False, "Dean tells him himself.", ""),
    (140, "Bea", 3, "Leanne", False, "", "Dean, because she is next door and hears everything."),
    (140, "Auntie Ngozi", 3, "Leanne", False, "If somebody rings her who does not cry.", ""),
    (90, "Raj", 1, "Leanne", False, "", ""),
    (60, "Bea", 1, "Amira", True, "", ""),
    (60, "Mr Cole", 3, "Amira", True, "He could know why I am tired on Mondays.", ""),
)  # fmt: skip
