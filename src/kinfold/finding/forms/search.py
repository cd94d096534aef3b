"""Asking for somebody."""

from __future__ import annotations

from django import forms

from kinfold.finding.reading import LONGEST_QUESTION
from kinfold.records.forms.fields import PlainText


class SearchForm(forms.Form):
    hides_optional = True
    q = PlainText(
        label="Name, date of birth, reference or postcode",
        required=False,
        max_length=LONGEST_QUESTION,
        widget=forms.TextInput({"type": "search", "autocomplete": "off"}),
        help_text="Part of a name is enough, and it need not be spelled right",
    )
