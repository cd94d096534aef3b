"""Questions that several forms of supervision ask."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import TypeAlias
from uuid import UUID

from django import forms

from kinfold.platform.word_fields import Choice

# (id, name) of those who can be chosen
Choices: TypeAlias = Sequence[tuple[str, str]]
NUMBERS = [(str(Decimal(n) / 2), f"{n / 2:g}") for n in range(21)]


def number_choice(label: str, help_text: str = "", *, required: bool = False) -> Choice:
    """A number from 0 to 10 by halves. Nothing is chosen beforehand."""
    return Choice(
        label=label,
        help_text=help_text,
        choices=[("", "Choose"), *NUMBERS],
        required=required,
        error_messages={"required": "Choose a number from 0 to 10"},
    )


def who_choice(
    label: str, workers: Choices, *, nobody: str = "Choose", required: bool = True
) -> Choice:
    return Choice(
        label=label,
        choices=[("", nobody), *workers],
        required=required,
        error_messages={"required": "Choose who"},
    )


def number_of(form: forms.Form, name: str) -> Decimal | None:
    chosen = form.cleaned_data.get(name)
    return Decimal(chosen) if chosen else None


def id_of(form: forms.Form, name: str) -> UUID | None:
    chosen = form.cleaned_data.get(name)
    return UUID(chosen) if chosen else None
