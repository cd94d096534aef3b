"""Goals that authorities named are tied to measures that exist, and move by rules."""

from __future__ import annotations

import pytest

from kinfold_measures.catalogue import BY_CODE
from kinfold_measures.kinds import ChartKind
from kinfold_measures.language.definition import definitions
from kinfold_measures.named_goals import NAMED, VERSION, Moving, moving
from kinfold_measures.spc.xmr import Cause

KNOWN = {"", *BY_CODE, *definitions()}


class Drawn:
    """What `moving` asks of a chart."""

    def __init__(
        self, cause=Cause.COMMON, *, tells=True, moved=False, kind=ChartKind.XMR
    ):
        self.latest = (None, self)
        self.cause, self.can_tell, self.has_moved, self.kind = cause, tells, moved, kind


def test_every_goal_has_a_measure_that_exists_or_a_scale_with_both_ends():
    assert VERSION == 1
    for one in NAMED.values():
        assert {one.code, one.own, *(code for code, _ in one.beside)} <= KNOWN
        assert bool(one.code) != bool(one.low and one.high)
        assert bool(one.code) == bool(one.beside)


@pytest.mark.parametrize(
    ("drawn", "is_lower", "found"),
    [
        (Drawn(tells=False), True, Moving.UNTOLD),
        (Drawn(), True, Moving.CHANCE),
        (Drawn(moved=True), True, Moving.LEVEL),
        (Drawn(Cause.BELOW), True, Moving.HOPED),
        (Drawn(Cause.BELOW), False, Moving.AWAY),
        (Drawn(Cause.RISING), True, Moving.AWAY),
        (Drawn(Cause.ABOVE, kind=ChartKind.TIME_BETWEEN), True, Moving.HOPED),
    ],
)
def test_how_a_goal_moves_is_said_by_the_rules(drawn, is_lower, found):
    assert moving(drawn, is_lower_hoped=is_lower) is found
