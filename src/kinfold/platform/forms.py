"""Forms of the platform's own pages."""

from __future__ import annotations

from typing import Any

from django import forms

from kinfold.platform.fields import DayField
from kinfold.platform.models import AuditEvent


class AuditFilterForm(forms.Form):
    """Narrows the audit. Everything may be left empty."""

    hides_optional = True

    by_name = forms.CharField(label="Who", required=False, max_length=200)
    kind = forms.ChoiceField(
        label="Kind",
        required=False,
        choices=[("", "Everything"), *AuditEvent.Kind.choices],
    )
    family_id = forms.UUIDField(
        label="Family's number",
        required=False,
        help_text="From the address of the family's page",
        error_messages={"invalid": "Copy the whole number from the page's address"},
    )
    first_day = DayField(label="From", required=False)
    last_day = DayField(label="To", required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        first, last = cleaned.get("first_day"), cleaned.get("last_day")
        if first and last and last < first:
            self.add_error("last_day", "The last day must not be before the first")
        return cleaned
