"""The field that takes a file, and the form that asks why one is deleted."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from kinfold.platform.files.keeping import too_large
from kinfold.platform.files.kinds import KINDS, TAKEN


class UploadField(forms.FileField):
    """One file. Its size is checked here, its content when it is stored."""

    def __init__(self, *, limit: int | None = None, **kwargs: Any) -> None:
        kwargs.setdefault("label", "File")
        kwargs.setdefault("help_text", TAKEN)
        super().__init__(allow_empty_file=True, **kwargs)
        self.limit = limit
        self.widget.attrs["accept"] = ",".join(f".{ending}" for ending in KINDS)
        self.error_messages |= {
            "required": "Choose a file to send",
            "invalid": "Choose a file to send",
        }

    def clean(self, data: Any, initial: Any = None) -> Any:
        upload = super().clean(data, initial)
        limit = self.limit or settings.KINFOLD_FILE_LIMIT_BYTES
        if isinstance(upload, UploadedFile) and (upload.size or 0) > limit:
            raise ValidationError(too_large(limit))
        return upload


class DeleteFileForm(forms.Form):
    why = forms.CharField(
        label="Why is this file deleted?",
        help_text="What you write here is kept for good.",
        max_length=500,
        strip=True,
        widget=forms.Textarea({"rows": 3}),
        error_messages={"required": "Say why the file is deleted"},
    )
