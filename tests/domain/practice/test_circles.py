"""Where everybody stood on a day, who moved, and who must never hear."""

from __future__ import annotations

from datetime import date
from math import hypot
from uuid import uuid4

import pytest

from kinfold_core.practice.circles import (
    RADII,
    Moved,
    PlaceRow,
    circles_on,
    dots,
    is_kept_from,
    moved_between,
    told_otherwise,
)
from kinfold_core.practice.written import Named

DEAN = uuid4()


def row(name: str, ring: int, day: int, person_id=None) -> PlaceRow:
    return PlaceRow(
        id=uuid4(), who=Named(name=name, person_id=person_id), ring=ring,
        said_by=Named(name="Leanne"), said_on=date(2026, 11, day),
    )  # fmt: skip


PAST = (
    row("Nan Jo", 2, 1),
    row("Raj", 3, 1),
    row("nan jo", 1, 5),
    row("Bea", 3, 6),
    row("Raj", 0, 7),
    row("Nan Jo", 3, 3),  # written down late, said before
    row("Dean", 2, 2, DEAN),
    row("Dean-o", 1, 2, DEAN),
)


def test_where_everybody_stood_on_a_day():
    def on(day: int):
        return [(r.who.name, r.ring) for r in circles_on(PAST, date(2026, 11, day))]

    assert on(1) == [("Nan Jo", 2), ("Raj", 3)]
    assert on(4) == [("Dean-o", 1), ("Nan Jo", 3), ("Raj", 3)]
    assert on(7) == [("Dean-o", 1), ("nan jo", 1), ("Bea", 3)]


def test_who_moved_between_two_days():
    before = (row("Nan Jo", 2, 1), row("Raj", 3, 1), row("Bea", 3, 1))
    now = (row("Nan Jo", 1, 5), row("Bea", 3, 5), row("Ngozi", 2, 5))
    assert moved_between(before, now) == (
        Moved("Nan Jo", 2, 1), Moved("Ngozi", 0, 2), Moved("Raj", 3, 0),
    )  # fmt: skip


def test_everybody_is_drawn_inside_their_ring_and_apart():
    drawn = dots([row(f"{ring} {n}", ring, 1) for ring in RADII for n in range(5)])
    assert len(drawn) == 15
    for dot in drawn:
        inner = RADII.get(dot.ring - 1, 46)
        assert inner < hypot(dot.x, dot.y) < RADII[dot.ring]
    assert len({(dot.x, dot.y) for dot in drawn}) == 15
    assert dots(()) == ()


@pytest.mark.parametrize(
    ("who", "is_from"),
    [
        (Named(name="dean"), True),
        (Named(name="Daddy", person_id=DEAN), True),
        (Named(name="Nan Jo", person_id=uuid4()), False),
        (Named(name="Raj"), False),
    ],
)
def test_by_key_or_by_name_somebody_must_never_hear(who, is_from):
    assert is_kept_from(who, [Named(name="Dean", person_id=DEAN)]) is is_from
    assert not is_kept_from(who, [])


@pytest.mark.parametrize(
    ("ring", "level", "differs"),
    [
        (1, 0, "less"), (1, 2, "less"), (1, 3, None), (1, 5, None),
        (2, 1, "less"), (2, 2, None), (2, 3, "more"), (2, 5, "more"),
        (3, 0, None), (3, 1, "more"), (3, 5, "more"),
        (0, 0, None), (0, 5, None),
    ],
)  # fmt: skip
def test_circles_and_network_never_differ_in_silence(ring, level, differs):
    assert told_otherwise(ring, level) == differs
