"""Handing in an extract."""

from __future__ import annotations

from typing import Any

from django import forms

LARGEST_EXTRACT = 200 * 1024 * 1024


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
