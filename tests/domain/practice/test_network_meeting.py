"""Whose a family's meetings are, and what of them each may read."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from kinfold_core.practice.network_meeting import (
    Held,
    MeetingCounts,
    Seat,
    decided_lines,
    meeting_counts,
    notes_for,
)

TODAY = date(2026, 11, 26)
JO, RAJ, SAM = Seat("Nan Jo", False), Seat("Raj", False), Seat("Sam", True)


def held(weeks: int, *seats: Seat, counts_as=("network",)) -> Held:
    return Held(on=TODAY - timedelta(weeks=weeks), counts_as=counts_as, seats=seats)


def test_a_familys_meetings_are_counted_as_the_practice_counts_them():
    counts = meeting_counts(
        [
            held(1, JO, RAJ, SAM),
            held(8, Seat("nan jo", False), SAM),
            held(20, RAJ, counts_as=("family_group", "review")),
        ],
        TODAY,
    )
    assert counts == MeetingCounts(3, 2, ("Nan Jo", "Raj"), 4, 2)
    assert counts.is_theirs


def test_a_meeting_of_professionals_alone_is_none_of_the_network():
    counts = meeting_counts(
        [held(1, SAM), held(1, JO, SAM, counts_as=("core_group",)), held(1)], TODAY
    )
    assert counts == MeetingCounts(0, 0, (), 0, 0)
    assert not counts.is_theirs


def test_as_many_of_us_as_of_theirs_is_not_theirs():
    assert not meeting_counts([held(1, JO, SAM)], TODAY).is_theirs


def test_a_meeting_that_is_to_come_was_not_lately():
    assert meeting_counts([held(-1, JO)], TODAY).recent == 0


@pytest.mark.parametrize(
    ("level", "gets"),
    [(0, "none"), (1, "own"), (2, "own"), (3, "all"), (5, "all")],
)
def test_notes_follow_what_somebody_has_been_told(level, gets):
    assert notes_for(level) == gets


def test_what_was_decided_is_read_line_by_line():
    assert decided_lines("  Nan rings. \r\n\n Raj  has\tFridays.\nNan rings.") == (
        "Nan rings.",
        "Raj has Fridays.",
    )
    assert decided_lines(" \n\t") == ()
