"""The clocks of kinship care, and how they are said."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from kinfold_core.practice.kinship_clocks import (
    Clock,
    Happening,
    What,
    clocks_of,
    how_long,
    months_after,
)
from kinfold_core.practice.kinship_law import Kind, act
from tests.domain.practice.test_kinship import MONDAY, row


def happened(what: What, days: int, until: date | None = None) -> Happening:
    return Happening(what=what, on=MONDAY + timedelta(days=days), until=until)


def clocks(kind: Kind, *events: Happening, ended_on: date | None = None):
    return clocks_of(kind, MONDAY, events, ended_on=ended_on, today=MONDAY)


def test_regulation_24_lasts_sixteen_weeks_and_is_said_plainly_when_it_ran_out():
    (clock,) = row(Kind.TEMPORARY_FOSTER).clocks(MONDAY)
    assert clock.last_on == date(2026, 6, 21)  # the Sunday before the 16th Monday
    assert clock.state(MONDAY) == "runs"
    assert clock.sentence(MONDAY) == "15 weeks and 6 days are left, until 21 June 2026."
    assert clock.state(date(2026, 5, 24)) == "soon"
    assert clock.sentence(date(2026, 6, 20)) == "1 day is left, until 21 June 2026."
    assert "Today, 21 June 2026, is the last day." in clock.sentence(clock.last_on)
    late = date(2026, 7, 1)
    assert clock.state(late) == "over"
    assert clock.sentence(late).startswith("This ran out on 21 June 2026, 10 days ago.")
    assert clock.days_left(late) == -10
    assert (clock.share(MONDAY - timedelta(days=9)), clock.share(late)) == (0.0, 1.0)
    assert clock.share(date(2026, 4, 26)) == 0.5


def test_an_approval_counts_from_its_own_day_and_ends_when_the_carer_is_approved():
    (clock,) = clocks(
        Kind.TEMPORARY_FOSTER,
        happened(What.TEMPORARY_APPROVAL, 7),
        happened(What.APPROVED, 100),
    )
    assert clock.starts_on == MONDAY + timedelta(days=7)
    assert clock.state(MONDAY) == "done"
    assert clock.sentence(MONDAY) == "Done on 10 June 2026."
    (late,) = clocks(Kind.TEMPORARY_FOSTER, happened(What.APPROVED, 120))
    assert late.state(MONDAY) == "late"
    assert late.sentence(MONDAY) == "Done on 30 June 2026, 9 days late."


@pytest.mark.parametrize(
    ("until", "last_on"),
    [
        (None, date(2026, 8, 16)),
        (date(2026, 7, 5), date(2026, 7, 5)),
        (date(2027, 1, 1), date(2026, 8, 16)),
    ],
)
def test_regulation_25_makes_it_24_weeks_at_most(until, last_on):
    (clock,) = clocks(Kind.TEMPORARY_FOSTER, happened(What.EXTENDED, 100, until=until))
    assert clock.last_on == last_on
    assert "24 weeks at most" in clock.title


def test_a_carer_who_was_turned_down_and_asks_again_waits_for_the_outcome():
    asked = (happened(What.NOT_APPROVED, 90), happened(What.REVIEW_ASKED, 95))
    assert clocks(Kind.TEMPORARY_FOSTER, *asked) == ()
    (clock,) = clocks(Kind.TEMPORARY_FOSTER, *asked, happened(What.APPROVED, 105))
    assert clock.state(MONDAY) == "done"


def test_a_short_stay_is_private_fostering_from_its_28th_day():
    (clock,) = clocks(Kind.SHORT_STAY)
    assert (clock.last_on - MONDAY).days + 1 == 27
    (ended,) = clocks(Kind.SHORT_STAY, ended_on=date(2026, 3, 9))
    assert ended.sentence(date(2026, 6, 1)) == "It ended on 9 March 2026."


def test_private_fostering_is_told_visited_and_visited_again():
    (told,) = clocks(Kind.PRIVATE_FOSTERING)
    assert told.state(date(2026, 3, 3)) == "over"
    assert "at once" in told.sentence(date(2026, 3, 3))
    told, first = clocks(Kind.PRIVATE_FOSTERING, happened(What.NOTIFIED, -42))
    assert told.state(MONDAY) == "done"
    assert first.last_on == date(2026, 1, 28)  # seven working days on
    _, first, following = clocks(
        Kind.PRIVATE_FOSTERING, happened(What.NOTIFIED, 0), happened(What.VISITED, 3)
    )
    assert first.state(MONDAY) == "done"
    assert following.last_on == date(2026, 3, 5) + timedelta(weeks=6)
    *_, later = clocks(
        Kind.PRIVATE_FOSTERING, happened(What.NOTIFIED, 0), happened(What.VISITED, 370)
    )
    assert "every 12 weeks" in later.title
    # what was done before it ended stays done on its own day
    ended = clocks(
        Kind.PRIVATE_FOSTERING, happened(What.NOTIFIED, 0), ended_on=date(2026, 9, 1)
    )
    assert [clock.done_on for clock in ended] == [MONDAY, date(2026, 9, 1)]


def test_notice_of_a_special_guardianship_opens_a_door_after_three_months():
    (clock,) = clocks(Kind.SPECIAL_GUARDIANSHIP, happened(What.NOTICE, 0))
    assert clock.sentence(MONDAY) == "From 2 June 2026. In 13 weeks and 1 day."
    assert clock.sentence(date(2026, 6, 2)) == "From 2 June 2026. That day has come."
    assert clock.state(date(2026, 9, 1)) == "runs"
    for done in (What.APPLIED, What.ORDER_MADE):
        (clock,) = clocks(
            Kind.KINSHIP_FOSTER, happened(What.NOTICE, 0), happened(done, 130)
        )
        assert clock.state(MONDAY) == "done"
    assert clocks(Kind.CLOSE_FAMILY) == ()


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (0, "0 days"), (1, "1 day"), (13, "13 days"), (14, "2 weeks"),
        (15, "2 weeks and 1 day"), (51, "7 weeks and 2 days"),
    ],
)  # fmt: skip
def test_days_are_said_as_people_say_them(days, words):
    assert how_long(days) == words


def test_three_months_after_the_last_day_of_a_month():
    assert months_after(date(2026, 11, 30), 3) == date(2027, 2, 28)
    assert months_after(MONDAY, 3) == date(2026, 6, 2)


def test_a_bar_of_one_day_is_a_bar():
    clock = Clock(
        title="", starts_on=MONDAY, last_on=MONDAY, source=act("66"), after=""
    )
    assert clock.share(MONDAY) == 1.0
