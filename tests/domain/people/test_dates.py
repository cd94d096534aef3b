from __future__ import annotations

from datetime import date

import pytest

from kinfold_core.people.dates import (
    FuzzyDate,
    age_in_words,
    unborn_in_words,
    unborn_name,
    why_birth_date_is_impossible,
    why_due_date_is_impossible,
    why_not_before_birth,
)
from kinfold_core.people.dates_typed import UnreadableDateError, read_date

TODAY = date(2026, 3, 10)
MARCH_2017 = FuzzyDate(date(2017, 3, 1), date(2017, 3, 31))


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("3 May 2017", FuzzyDate.on(date(2017, 5, 3))),
        ("3rd of May 2017", FuzzyDate.on(date(2017, 5, 3))),
        ("3-May-17", FuzzyDate.on(date(2017, 5, 3))),
        ("May 3rd, 2017", FuzzyDate.on(date(2017, 5, 3))),
        ("3/5/17", FuzzyDate.on(date(2017, 5, 3))),
        ("03.05.2017", FuzzyDate.on(date(2017, 5, 3))),
        ("3 5 2017", FuzzyDate.on(date(2017, 5, 3))),
        ("2017-05-03", FuzzyDate.on(date(2017, 5, 3))),
        ("3/5/98", FuzzyDate.on(date(1998, 5, 3))),
        ("3/5/27", FuzzyDate.on(date(2027, 5, 3))),
        ("3/5/28", FuzzyDate.on(date(1928, 5, 3))),
        ("29 February 2024", FuzzyDate.on(date(2024, 2, 29))),
        ("March 2017", MARCH_2017),
        ("mar 2017", MARCH_2017),
        ("3/2017", MARCH_2017),
        ("Sept 2017", FuzzyDate.in_month(2017, 9)),
        ("2017", FuzzyDate.in_year(2017)),
        ("about 2015", FuzzyDate.in_year(2015, is_about=True)),
        ("c. 2015", FuzzyDate.in_year(2015, is_about=True)),
        ("~March 2017", FuzzyDate.in_month(2017, 3, is_about=True)),
        ("summer 2025", FuzzyDate(date(2025, 6, 1), date(2025, 8, 31))),
        ("early 2017", FuzzyDate(date(2017, 1, 1), date(2017, 4, 30))),
        ("Christmas 2016", FuzzyDate.on(date(2016, 12, 25), is_about=True)),
        ("2015-2017", FuzzyDate(date(2015, 1, 1), date(2017, 12, 31))),
        ("between 2015 and 2017", FuzzyDate(date(2015, 1, 1), date(2017, 12, 31))),
        ("March to May 2017", FuzzyDate(date(2017, 3, 1), date(2017, 5, 31))),
        (
            "from 3 May 2017 to 9 May 2017",
            FuzzyDate(date(2017, 5, 3), date(2017, 5, 9)),
        ),
        ("today", FuzzyDate.on(TODAY)),
        ("Yesterday", FuzzyDate.on(date(2026, 3, 9))),
    ],
)
def test_what_people_type_is_read(typed, expected):
    assert read_date(typed, today=TODAY) == expected


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("", "Enter a date"),
        ("   ", "Enter a date"),
        ("unknown", "leave this empty"),
        ("last summer", "another time to whoever reads it next year"),
        ("two weeks ago", "Give the month or year"),
        ("31 February 2017", "February 2017 has 28 days"),
        ("0 May 2017", "May 2017 has 31 days"),
        ("5/13/2017", "no month 13"),
        ("3 Mayish 2017", "no month mayish"),
        ("Mar 17", "could be a day or a year"),
        ("winter 2017", "either end of the year"),
        ("2017 to 2015", "Put the earlier one first"),
        ("1066", "not a year we can use"),
        ("3 May 9999", "not a year we can use"),
        ("bananas", "not a date we can read"),
        ("٣ مايو ٢٠١٧", "not a date we can read"),
        ("3" * 500, "too long"),
    ],
)
def test_what_cannot_be_sure_is_refused_in_words(typed, says):
    with pytest.raises(UnreadableDateError, match=says):
        read_date(typed, today=TODAY)


@pytest.mark.parametrize(
    "typed",
    [
        "3 May 2017",
        "March 2017",
        "2017",
        "about 2015",
        "between 2015 and 2017",
        "between March 2017 and May 2017",
        "between 3 May 2017 and 9 May 2017",
        "about 25 December 2016",
    ],
)
def test_a_date_is_shown_as_it_was_known_and_reads_back_the_same(typed):
    read = read_date(typed, today=TODAY)
    assert str(read) == typed
    assert read_date(str(read), today=TODAY) == read


def test_a_fuzzy_date_cannot_run_backwards():
    with pytest.raises(ValueError, match="earliest day is after the latest"):
        FuzzyDate(date(2017, 2, 1), date(2017, 1, 1))


def test_two_dates_may_be_the_same_when_their_spans_touch():
    assert MARCH_2017.may_be(FuzzyDate.in_year(2017))
    assert not MARCH_2017.may_be(FuzzyDate.in_month(2017, 4))
    assert MARCH_2017.middle == date(2017, 3, 16)


@pytest.mark.parametrize(
    ("born", "age"),
    [
        (FuzzyDate.on(TODAY), "0 days"),
        (FuzzyDate.on(date(2026, 3, 9)), "1 day"),
        (FuzzyDate.on(date(2026, 3, 3)), "1 week"),
        (FuzzyDate.on(date(2026, 1, 6)), "9 weeks"),
        (FuzzyDate.on(date(2025, 6, 11)), "8 months"),
        (FuzzyDate.on(date(2024, 3, 11)), "23 months"),
        (FuzzyDate.on(date(2024, 3, 10)), "2"),
        (FuzzyDate.on(date(2017, 3, 11)), "8"),
        (FuzzyDate.on(date(2016, 2, 29)), "10"),
        (FuzzyDate.in_year(2016), "9 or 10"),
        (FuzzyDate.in_month(2016, 2), "10"),
        (FuzzyDate.in_month(2025, 12), "under 1"),
        (FuzzyDate.in_year(2026), "under 1"),
        (FuzzyDate.in_year(2015, is_about=True), "about 10"),
        (FuzzyDate(date(2010, 1, 1), date(2015, 1, 1)), "11 to 16"),
    ],
)
def test_age_claims_no_more_than_is_known(born, age):
    assert age_in_words(born, TODAY) == age


def test_there_is_no_age_before_birth():
    with pytest.raises(ValueError, match="before the birth"):
        age_in_words(FuzzyDate.on(date(2026, 3, 11)), TODAY)


@pytest.mark.parametrize(
    ("due_on", "words"),
    [
        (None, "unborn, due date not known"),
        (date(2026, 5, 12), "unborn, due 12 May 2026"),
        (date(2026, 3, 7), "was due 7 March 2026, 3 days ago: has the baby been born?"),
    ],
)
def test_an_unborn_baby_is_spoken_of_by_the_due_date(due_on, words):
    assert unborn_in_words(due_on, TODAY) == words


@pytest.mark.parametrize(
    ("born", "due_on", "says"),
    [
        (FuzzyDate.on(date(2026, 3, 11)), None, "in the future"),
        (FuzzyDate.in_year(1890), None, "over 120"),
        (
            FuzzyDate.on(date(2026, 3, 1)),
            date(2026, 2, 1),
            "28 days after the due date",
        ),
        (FuzzyDate.on(date(2026, 1, 1)), date(2026, 6, 1), "21 weeks before"),
    ],
)
def test_an_impossible_birth_is_refused_with_a_reason(born, due_on, says):
    assert says in why_birth_date_is_impossible(born, today=TODAY, due_on=due_on)


@pytest.mark.parametrize(
    ("born", "due_on"),
    [
        (FuzzyDate.on(TODAY), None),
        (FuzzyDate.in_year(2026), date(2026, 5, 1)),
        (FuzzyDate.on(date(2026, 1, 20)), date(2026, 3, 1)),
        (FuzzyDate.in_year(1940, is_about=True), None),
    ],
)
def test_a_possible_birth_is_not_questioned(born, due_on):
    assert why_birth_date_is_impossible(born, today=TODAY, due_on=due_on) == ""


@pytest.mark.parametrize(
    ("born", "day", "says"),
    [
        (FuzzyDate.on(TODAY), date(2026, 3, 9), "Kai was not born yet on 9 March 2026"),
        (FuzzyDate.on(TODAY), TODAY, ""),
        (MARCH_2017, date(2017, 2, 28), "the record says born March 2017"),
        (MARCH_2017, date(2017, 3, 1), ""),
        (None, date(1900, 1, 1), ""),
        (MARCH_2017, None, ""),
    ],
)
def test_nothing_of_a_person_begins_before_they_are_born(born, day, says):
    found = why_not_before_birth("Kai", born, day)
    assert says in found
    assert bool(found) == bool(says)


@pytest.mark.parametrize(
    ("due_on", "says"),
    [
        (date(2027, 3, 1), "more than nine months away"),
        (date(2026, 2, 1), "more than three weeks ago"),
        (date(2026, 5, 12), ""),
        (date(2026, 3, 1), ""),
    ],
)
def test_a_due_date_is_within_reach(due_on, says):
    found = why_due_date_is_impossible(due_on, today=TODAY)
    assert (says in found) if says else (found == "")


def test_a_baby_without_a_name_is_called_by_the_month_it_is_due():
    assert unborn_name(date(2027, 5, 12)) == "Baby due May 2027"
    assert unborn_name(None) == "Unborn baby"
