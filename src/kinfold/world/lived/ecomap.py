"""Who and what stands round the household, by what line, as Amira and Leanne said."""

from __future__ import annotations

from typing import Final

from kinfold.family_picture.actions import draw_line
from kinfold.world.lived.cast import Cast
from kinfold_core.genogram.ecomap import Help, LineDetails, Tie

# Name, how strong, which way help goes, who said so and how many days ago.
_PEOPLE: Final = (
    ("Nan Jo", Tie.STRONG, Help.BOTH, "Amira", 139),
    ("Raj", Tie.THIN, Help.TO, "Amira", 139),
    ("Raj", Tie.STRONG, Help.TO, "Amira", 60),
    ("Bea", Tie.STRONG, Help.TO, "Leanne", 132),
    ("Grandad Manny", Tie.STRESSED, Help.BOTH, "Dean", 120),
    ("Auntie Ngozi", Tie.THIN, Help.TO, "Dean", 88),
    ("Tilly", Tie.STRONG, Help.TO, "Amira", 64),
)
_SERVICES: Final = (
    ("School", Tie.THIN, Help.TO, "Leanne", 130),
    ("Dean's church", Tie.STRONG, Help.BOTH, "Dean", 70),
    ("Alcohol service", Tie.BROKEN, Help.NONE, "Dean", 126),
    ("Alcohol service", Tie.THIN, Help.TO, "Dean", 58),
)


def stand_round(cast: Cast) -> None:
    """Draw the lines, the oldest first, so that two of them have a history."""
    for name, tie, way, said_by, days in _PEOPLE:
        _draw(
            cast,
            LineDetails(
                member_id=cast.members[name].pk,
                tie=tie,
                help=way,
                said_by=said_by,
                said_on=cast.ago(days),
            ),
        )
    for name, tie, way, said_by, days in _SERVICES:
        _draw(
            cast,
            LineDetails(
                service=name, tie=tie, help=way, said_by=said_by, said_on=cast.ago(days)
            ),
        )


def _draw(cast: Cast, details: LineDetails) -> None:
    draw_line(family_id=cast.family_id, details=details, by=cast.amina)
