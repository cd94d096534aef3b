"""What two people wrote at once, beside each other."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, time
from typing import Any

from django import forms

from kinfold_core.people.dates import day_in_words


def beside(stands: Mapping[str, Any], form: forms.Form) -> list[tuple[str, str, str]]:
    """What stands now beside what was typed, of each field in which they differ.

    `stands` has a value for every field that is compared, as the form would begin with
    it. A hidden field is nobody's words, and is not compared. Gives what the field
    asks, what stands and what was typed.
    """
    found = []
    for name, field in form.fields.items():
        if name not in stands or field.widget.is_hidden:
            continue
        now = _plain(stands[name], field)
        typed = _plain(form.cleaned_data.get(name), field)
        if now != typed:
            found.append((str(field.label), now, typed))
    return found


def _plain(value: Any, field: forms.Field) -> str:
    labels = {str(key): str(said) for key, said in getattr(field, "choices", ())}
    if value in (None, ""):
        return ""
    if str(value) in labels:
        return labels[str(value)]
    if isinstance(value, date):
        return day_in_words(value)
    return f"{value:%H:%M}" if isinstance(value, time) else str(value)
