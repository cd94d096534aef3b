"""What two people wrote at once: every field they differ in, in words."""

from __future__ import annotations

from datetime import date, time

from django import forms

from kinfold.platform.conflicts import beside


class Meeting(forms.Form):
    title = forms.CharField(label="What is it?")
    kind = forms.ChoiceField(
        label="Kind", choices=[("call", "Call"), ("visit", "Visit")]
    )
    day = forms.DateField(label="Day")
    at = forms.TimeField(label="From", required=False)
    why = forms.CharField(label="Why?", required=False)


def test_each_field_that_differs_is_told_in_words_and_no_other() -> None:
    form = Meeting(
        {"title": "Spring", "kind": "visit", "day": "2026-05-03", "why": "New room"}
    )
    assert form.is_valid()
    stands = {"title": "Spring", "kind": "call", "day": date(2026, 5, 4), "at": time(9)}
    assert beside(stands, form) == [
        ("Kind", "Call", "Visit"),
        ("Day", "4 May 2026", "3 May 2026"),
        ("From", "09:00", ""),
    ]
