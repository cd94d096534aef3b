"""How the forms of Family Finding ask, and what they have in common."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields
from typing import Any, ClassVar

from django import forms

from kinfold.networks.forms.fields import OneOf
from kinfold.platform.word_fields import Line, Words
from kinfold_core.practice.family_finding.typed import read_names

Choices = Iterable[tuple[str, str]]


class DetailsForm(forms.Form):
    """A form whose answers are the fields of the plain details it makes."""

    hides_optional = True
    makes: ClassVar[type[Any]]

    @property
    def details(self) -> Any:
        return self.makes(**self.told())

    def told(self) -> dict[str, Any]:
        names = {one.name for one in fields(self.makes)}
        return {k: v for k, v in self.cleaned_data.items() if k in names}

    def differs(self, standing: Any) -> list[tuple[str, str, str]]:
        """Each question with what stands and what was typed, in words."""
        return [
            (
                str(field.label),
                _said(field, getattr(standing, name)),
                _said(field, getattr(self.details, name)),
            )
            for name, field in self.fields.items()
            if name != "version"
        ]


def words(label: str, missing: str = "", help_text: str = "", rows: int = 2) -> Words:
    """A box of words; `missing` is said when it is empty, "" when it may be."""
    return Words(label=label, rows=rows, **_asked(missing, help_text))


def line(label: str, missing: str = "", help_text: str = "", **more: Any) -> Line:
    """The same in one line."""
    return Line(label=label, **_asked(missing, help_text), **more)


def one_of(label: str, choices: Choices, missing: str, help_text: str = "") -> OneOf:
    """One of a few; `missing` is said when none is chosen."""
    return OneOf(label=label, choices=list(choices), **_asked(missing, help_text))


def ticked(label: str, help_text: str = "") -> forms.BooleanField:
    """Yes when it is ticked."""
    return forms.BooleanField(label=label, help_text=help_text, required=False)


def version() -> forms.IntegerField:
    """Which version of the row its page showed."""
    return forms.IntegerField(
        widget=forms.HiddenInput, required=False, min_value=1, max_value=2_000_000_000
    )


def names_in(form: forms.Form, field: str) -> tuple[str, ...]:
    """Names, one a line, each once; one that is too long is an error at the field."""
    names, wrong = read_names(form.cleaned_data[field])
    if wrong:
        form.add_error(field, wrong)
    return names


def _asked(missing: str, help_text: str) -> dict[str, Any]:
    told = {"required": missing} if missing else {}
    return {
        "required": bool(missing), "help_text": help_text, "error_messages": told,
    }  # fmt: skip


def _said(field: forms.Field, value: Any) -> str:
    if isinstance(value, bool):
        return "Yes" if value else "No"
    known: Mapping[str, str] = dict(getattr(field, "choices", ()))
    key = "" if value is None else str(value)
    return str(known.get(key, key))
