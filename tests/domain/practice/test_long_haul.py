"""After the end: when somebody asks, and what counts as an answer."""

from __future__ import annotations

from datetime import date

import pytest

from kinfold_core.practice.long_haul import (
    CheckDay,
    CheckInDetails,
    CheckInRow,
    ConsentRow,
    birthdays_ahead,
    check_days,
    last_confirmed,
    months_after,
    not_told,
    why_not_asked,
)
from kinfold_core.practice.written import Named

END = date(2026, 8, 31)
YES = ConsentRow(answer="yes", who="Nan Jo", said_on=END, way="")
NO = ConsentRow(answer="no", who="Nan Jo", said_on=END, way="")
JO = Named(name="Nan Jo")


def heard(month: int, closed_on: date | None = END, answer: str = "still"):
    return CheckInRow(
        closed_on=closed_on, month=month, heard_on=date(2026, 12, 1), who="Nan Jo",
        answer=answer, words="", wanted="",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [
        (END, 3, date(2026, 11, 30)),
        (END, 6, date(2027, 2, 28)),
        (END, 12, date(2027, 8, 31)),
        (date(2026, 1, 5), 3, date(2026, 4, 5)),
        (date(2024, 2, 29), 16 * 12, date(2040, 2, 29)),
    ],
)
def test_months_after_a_day(day, months, then):
    assert months_after(day, months) == then


def test_days_to_ask_on():
    on = (date(2026, 11, 30), date(2027, 2, 28), date(2027, 8, 31))
    assert check_days(None, YES, (), END) == ()
    assert check_days(END, YES, (heard(3), heard(6, None)), date(2027, 3, 1)) == (
        CheckDay(3, on[0], "answered"),
        CheckDay(6, on[1], "due"),
        CheckDay(12, on[2], "ahead"),
    )
    for consent in (NO, None):
        states = [one.state for one in check_days(END, consent, (), on[2])]
        assert states == ["not_asked"] * 3


@pytest.mark.parametrize(
    ("changes", "closed_on", "consent", "field"),
    [
        ({}, END, YES, None),
        ({"heard_on": date(2026, 11, 16)}, END, YES, None),
        ({"month": 0, "heard_on": date(2026, 9, 1)}, END, YES, None),
        ({"month": 0}, None, None, None),
        ({"answer": "nobody", "words": "Raj moved."}, END, YES, None),
        ({"answer": "perhaps"}, END, YES, "answer"),
        ({"who": Named()}, END, YES, "who"),
        ({"answer": "changed", "words": " "}, END, YES, "words"),
        ({}, None, YES, "month"),
        ({}, END, NO, ""),
        ({}, END, None, ""),
        ({"heard_on": date(2026, 8, 30), "month": 0}, END, YES, "heard_on"),
        ({"heard_on": date(2026, 11, 15)}, END, YES, "month"),
    ],
)
def test_what_counts_as_an_answer(changes, closed_on, consent, field):
    given = {"month": 3, "heard_on": date(2026, 12, 1), "who": JO, "answer": "still"}
    why, where = why_not_asked(
        CheckInDetails(**(given | changes)), closed_on=closed_on, consent=consent
    )
    assert bool(why) is (field is not None)
    assert where == (field or "")


def test_it_was_last_confirmed_when_somebody_said_that_it_stands():
    assert last_confirmed(END, ()) == END
    assert last_confirmed(END, (heard(3), heard(6, answer="nobody"))) == date(
        2026, 12, 1
    )
    assert last_confirmed(END, (heard(3, answer="changed"),)) == END


def test_who_stays_and_has_not_heard():
    assert not_told(("nan jo", "Raj"), ("Nan Jo",)) == ("Raj",)


def test_birthdays_ahead_of_today():
    born = (("Kai", date(2012, 5, 3)), ("Ola", date(2009, 1, 1)))
    assert birthdays_ahead(born, date(2026, 5, 3)) == (
        (date(2027, 1, 1), "Ola", 18),
        (date(2028, 5, 3), "Kai", 16),
        (date(2030, 5, 3), "Kai", 18),
    )
