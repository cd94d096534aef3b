"""Narrowing a list; asking for somebody; handing in an extract."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from kinfold.people.forms.fields import PlainText
from kinfold.people.reading import LONGEST_QUESTION

LARGEST_EXTRACT = 200 * 1024 * 1024


class FamilyFilterForm(forms.Form):
    hides_optional = True
    whose = forms.ChoiceField(label="Whose", required=False, choices=[])
    status = forms.ChoiceField(
        label="Service",
        required=False,
        choices=[
            ("", "Any"),
            ("looked_after", "Looked after"),
            ("child_protection", "Child protection plan"),
            ("child_in_need", "Child in need"),
            ("early_help", "Early help"),
            ("care_leaver", "Care leaver"),
        ],
    )
    begins = PlainText(label="Name begins with", required=False, max_length=60)
    closed = forms.BooleanField(label="Closed records", required=False)

    def __init__(
        self, *args: Any, scopes: Iterable[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["whose"].choices = list(scopes)  # type: ignore[attr-defined]


class SearchForm(forms.Form):
    hides_optional = True
    q = PlainText(
        label="Name, date of birth, reference or postcode",
        required=False,
        max_length=LONGEST_QUESTION,
        widget=forms.TextInput({"type": "search", "autocomplete": "off"}),
        help_text="Part of a name is enough, and it need not be spelled right",
    )


class ImportForm(forms.Form):
    extract = forms.FileField(
        label="The extract",
        max_length=200,
        help_text=(
            "A zip file with one CSV file for each table of the Standard Safeguarding "
            "Dataset, for example ssd_person.csv"
        ),
    )

    def clean_extract(self) -> Any:
        upload = self.cleaned_data["extract"]
        if upload.size > LARGEST_EXTRACT:
            raise forms.ValidationError(
                "The file is larger than 200 MB. Split the tables over several files"
            )
        if not upload.name.lower().endswith((".zip", ".csv")):
            raise forms.ValidationError("Choose a file whose name ends in .zip or .csv")
        return upload
