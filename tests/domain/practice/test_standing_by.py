"""Where somebody stands is read from what was said and done."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

import pytest

from kinfold_core.practice.network import Level
from kinfold_core.practice.standing_by import (
    RECORDED,
    STAND_WORDS,
    WAY,
    ClosedRole,
    Promised,
    Stand,
    StandFacts,
    StandRow,
    standing_of,
)
from tests.domain.practice.rows import on


def row(stand: Stand, day: int) -> StandRow:
    return StandRow(stand, on(day), "Leanne agreed", "Amina")


@pytest.mark.parametrize(
    ("facts", "stand"),
    [
        (StandFacts(), Stand.NAMED),
        (StandFacts((row(Stand.MAY_BE_ASKED, 1),)), Stand.MAY_BE_ASKED),
        (StandFacts((row(Stand.INTERESTED, 1),)), Stand.INTERESTED),
        (StandFacts(told=((Level.NOT_TOLD, on(1)),)), Stand.NAMED),
        (StandFacts(told=((Level.SOME, on(1)),)), Stand.CONTACTED),
        (StandFacts(told=((Level.HEARD, on(1)),)), Stand.INFORMED),
        (StandFacts(promised=Promised(on(2))), Stand.COMMITTED),
        (StandFacts(promised=Promised(on(2), on(3))), Stand.ACTIVE),
        (StandFacts((row(Stand.LONG_HAUL, 1),)), Stand.LONG_HAUL),
        (
            StandFacts(
                (row(Stand.LONG_HAUL, 1), row(Stand.NOT_STAYING, 2)),
                told=((Level.HEARD, on(1)),),
            ),
            Stand.INFORMED,
        ),
        (
            StandFacts((row(Stand.NOT_STAYING, 2), row(Stand.LONG_HAUL, 1))),
            Stand.LONG_HAUL,
        ),
        (StandFacts((row(Stand.LONG_HAUL, 1),), away_since=on(4)), Stand.STEPPED_BACK),
        (StandFacts((row(Stand.ENDED, 1),), away_since=on(4)), Stand.ENDED),
        (StandFacts((row(Stand.ENDED, 1),), died_on=on(4)), Stand.DIED),
        (StandFacts((row(Stand.DIED, 1),)), Stand.DIED),
    ],
)
def test_where_somebody_stands_and_the_next_thing(facts, stand):
    standing = standing_of(facts)
    assert standing.now is stand
    assert standing.words == STAND_WORDS[stand]
    assert bool(standing.next_for("Raj")) is (stand is not Stand.ENDED)


def test_each_step_has_the_day_it_was_first_reached():
    facts = StandFacts(
        (row(Stand.INTERESTED, 5), row(Stand.MAY_BE_ASKED, 2)),
        told=((Level.SOME, on(3)), (Level.HEARD, on(7)), (Level.PLAN, on(9))),
    )
    assert standing_of(facts).reached == (
        (Stand.MAY_BE_ASKED, on(2)),
        (Stand.CONTACTED, on(3)),
        (Stand.INTERESTED, on(5)),
        (Stand.INFORMED, on(7)),
    )


def test_what_can_be_read_is_never_written_down():
    assert set(RECORDED).isdisjoint({Stand.INFORMED, Stand.COMMITTED, Stand.ACTIVE})
    assert set(WAY) | set(RECORDED) | {Stand.STEPPED_BACK} == set(Stand)


def test_a_closed_role_is_looked_at_on_its_day():
    closed = ClosedRole(uuid4(), "safety", "He drank", "Jude", on(1), on(9))
    assert closed.is_due(on(9))
    assert not closed.is_due(date(2000, 1, 1))
