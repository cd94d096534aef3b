"""A day typed in three boxes: what is taken, and what is said when it is not."""

from __future__ import annotations

from datetime import date

import pytest
from django import forms

from kinfold.platform.fields import DayField


class BornForm(forms.Form):
    born_on = DayField(earliest=date(1900, 1, 1), latest=lambda: date(2026, 3, 14))


class MaybeForm(forms.Form):
    seen_on = DayField(required=False)


def typed(day: str, month: str, year: str) -> BornForm:
    return BornForm({"born_on_day": day, "born_on_month": month, "born_on_year": year})


@pytest.mark.parametrize("month", ["3", "03", " 3 ", "Mar", "march", "MARCH", "mar."])
def test_a_month_may_be_a_number_or_a_word(month: str) -> None:
    form = typed("12", month, "2016")
    assert form.is_valid(), form.errors
    assert form.cleaned_data["born_on"] == date(2016, 3, 12)


@pytest.mark.parametrize(
    ("day", "month", "year", "said"),
    [
        ("", "", "", "Enter the date"),
        ("31", "2", "2016", "Enter a real date, for example 12 3 2016"),
        ("x", "3", "2016", "Enter a real date, for example 12 3 2016"),
        ("12", "3", "\x002016", "Enter a real date, for example 12 3 2016"),
        ("١٢", "3", "2016", "Enter a real date, for example 12 3 2016"),
        ("9" * 5000, "3", "2016", "Enter a real date, for example 12 3 2016"),
        ("12", "3", "16", "Enter the year with 4 numbers, for example 2016"),
        ("12", "3", "0000", "Enter a real date, for example 12 3 2016"),
        ("12", "", "2016", "The date must include a month, for example 12 3 2016"),
        ("12", "", "", "must include a month and a year"),
        ("15", "3", "2026", "Enter a date on or before 14 March 2026"),
        ("31", "12", "1899", "Enter a date on or after 1 January 1900"),
    ],
)
def test_a_wrong_day_says_how_to_mend_it_and_keeps_what_was_typed(
    day: str, month: str, year: str, said: str
) -> None:
    form = typed(day, month, year)
    errors = form.errors["born_on"]
    assert len(errors) == 1
    assert said in errors[0]
    if day.isalnum() and len(day) < 10:
        assert f'value="{day}"' in str(form)


@pytest.mark.parametrize("year", ["0001", "1899", "2200", "9999"])
def test_a_year_nobody_can_mean_is_asked_again(year: str) -> None:
    """Pages count days from a date, and there are none before 0001 or after 9999."""
    form = MaybeForm({"seen_on_day": "31", "seen_on_month": "12", "seen_on_year": year})
    assert form.errors["seen_on"] == [
        "Enter a year from 1900 to 2199, for example 2016"
    ]


def test_a_day_that_may_be_left_is_none() -> None:
    form = MaybeForm({})
    assert form.is_valid()
    assert form.cleaned_data["seen_on"] is None


def test_the_boxes_show_the_day_that_is_kept() -> None:
    for initial in (date(2016, 3, 12), "2016-03-12"):
        html = str(BornForm(initial={"born_on": initial}))
        assert 'name="born_on_month" value="3"' in html
        assert 'id="id_born_on_year"' in html


def test_the_same_day_typed_again_is_no_change() -> None:
    parts = {"born_on_day": "12", "born_on_month": "Mar", "born_on_year": "2016"}
    same = BornForm(parts, initial={"born_on": date(2016, 3, 12)})
    other = BornForm(parts, initial={"born_on": date(2016, 3, 13)})
    assert not same.has_changed()
    assert other.has_changed()
