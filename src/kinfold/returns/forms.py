"""Handing in returns, and saying why one is deleted."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

from kinfold.platform.files.keeping import too_large

ENDINGS = (".xml", ".csv", ".xlsx", ".xlsm", ".parquet")
MOST_FILES = 60
FIRST_YEAR, LAST_YEAR = 2015, 2040


class _Several(forms.ClearableFileInput):
    allow_multiple_selected = True


class ReturnFilesField(forms.FileField):
    """One or several files; what is in them is looked at when they are read."""

    widget = _Several

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile[Any]]:
        given = data if isinstance(data, list | tuple) else [data]
        if len(given) > MOST_FILES:
            raise forms.ValidationError(
                f"These are {len(given)} files. Hand in at most {MOST_FILES} at a time"
            )
        return [self._one(upload, initial) for upload in given or [None]]

    def _one(self, data: Any, initial: Any) -> UploadedFile[Any]:
        upload: UploadedFile[Any] = super().clean(data, initial)
        name = upload.name or ""
        if not name.lower().endswith(ENDINGS):
            raise forms.ValidationError(
                f"{name} is no return. Choose files whose names end in .xml, .csv, "
                ".xlsx or .parquet"
            )
        if (upload.size or 0) > settings.KINFOLD_RETURN_LIMIT_BYTES:
            words = too_large(settings.KINFOLD_RETURN_LIMIT_BYTES)
            raise forms.ValidationError(f"{name}: {words}")
        return upload


class ReturnForm(forms.Form):
    given = ReturnFilesField(
        label="The files",
        max_length=200,
        widget=_Several(attrs={"multiple": True, "accept": ",".join(ENDINGS)}),
        help_text=(
            "A Children in Need census (XML), a return of children looked after (CSV "
            "files or XML), Annex A (a workbook) or an extract of the Standard "
            "Safeguarding Dataset. Several years at once are welcome"
        ),
        error_messages={
            "required": "Choose the files of a return",
            "invalid": "Choose the files of a return",
            "empty": "A file is empty. Export it again, and choose that",
        },
    )
    year = forms.IntegerField(
        label="The year it closes in",
        required=False,
        min_value=FIRST_YEAR,
        max_value=LAST_YEAR,
        help_text=(
            "Only where neither the file nor its name says it: 2025 for April 2024 to "
            "March 2025"
        ),
        error_messages={
            "invalid": "Write the year in four figures, for example 2025",
            "min_value": f"Write a year from {FIRST_YEAR} on, for example 2025",
            "max_value": f"Write a year up to {LAST_YEAR}, for example 2025",
        },
    )

    def clean_year(self) -> int:
        return self.cleaned_data["year"] or 0


class DeleteReturnForm(forms.Form):
    why = forms.CharField(
        label="Why is this return deleted?",
        help_text="What you write here is kept for good.",
        max_length=500,
        widget=forms.Textarea({"rows": 3}),
        error_messages={"required": "Say why the return is deleted"},
    )
