"""Type one strange word into every field of every form: no line of the audit has it.

The audit says what kind of thing was done, to which row. It is read by people who may
not read the record, and nothing is ever taken back from it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django import forms
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from django.utils import timezone

from kinfold.platform.fields import DayField
from kinfold.platform.models import AuditEvent
from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer
from kinfold.platform.word_fields import LONGEST_NAME, Words
from tests.platform.addresses import addresses
from tests.platform.conftest import no_counters
from tests.platform.test_elsewhere import ids, insider

__all__ = ["ids", "insider", "no_counters"]
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.slow,
    pytest.mark.usefixtures("no_counters"),
]
SignIn = Callable[[Viewer], Client]
WORD = "zibbelkwast"
TURNS = 3
AT_LEAST = 120
"""Kinds of deeds that the walk must have done, or it proves little."""
NAMES = ("people", "others", "with_whom", "advisor")
"""Fields for names: who was there stands in the audit, what they said does not."""
MEANT = {
    "emergency_access.used",
    "emergency_access.reviewed",
    "family.restricted",
    "family.unrestricted",
}
"""Who opened or closed a record to whom, and why, is what the audit is read for."""
LOOKS = (AuditEvent.Kind.READ, AuditEvent.Kind.SEARCH)


def asked_at(client: Client, url: str) -> forms.BaseForm | None:
    cache.clear()
    response = client.get(url)
    b"".join(response)  # a file stays open until it is read
    form = (response.context or {}).get("form") if response.status_code == 200 else None
    return form if isinstance(form, forms.BaseForm) else None


def filled(form: forms.BaseForm, turn: int) -> dict[str, Any]:
    """What somebody might send: the word where words go, another choice each turn."""
    sent: dict[str, Any] = {}
    for name, field in form.fields.items():
        key, stands = form.add_prefix(name), form.get_initial_for_field(field, name)
        if isinstance(field, DayField):
            day = stands or timezone.localdate()
            parts = {"day": day.day, "month": day.month, "year": day.year}
            sent |= {f"{key}_{part}": value for part, value in parts.items()}
        elif isinstance(field, forms.ChoiceField):
            sent[key] = chosen(field, stands, turn)
        else:
            sent[key] = typed(name, field, stands, turn)
    return sent


def turns_of(form: forms.BaseForm) -> int:
    """As many as there are choices to be made one after the other, up to `TURNS`."""
    counts = [
        len(flat(field.choices))
        for name, field in form.fields.items()
        if isinstance(field, forms.ChoiceField)
        and not isinstance(field, forms.MultipleChoiceField)
        and not form.get_initial_for_field(field, name)
    ]
    return max(1, min(TURNS, max(counts, default=1)))


def chosen(field: forms.ChoiceField, stands: Any, turn: int) -> Any:
    values = [value for value, _ in flat(field.choices)]
    if isinstance(field, forms.MultipleChoiceField):
        return values[:2]
    return stands or (values[turn % len(values)] if values else "")


def typed(name: str, field: forms.Field, stands: Any, turn: int) -> Any:
    if isinstance(field, forms.BooleanField):
        return "on"
    if isinstance(field.widget, forms.HiddenInput):
        return "" if stands is None else stands
    if is_for_words(name, field):
        return f"A {WORD} in {name}, {turn}"
    if isinstance(field, forms.CharField):
        return stands or f"Sam {turn}"
    return 1 if stands is None else stands


def is_for_words(name: str, field: forms.Field) -> bool:
    """A whole box to write in, or a line that is longer than any name."""
    if name in NAMES or name.endswith("_other"):
        return False
    if isinstance(field, Words):
        return field.longest > LONGEST_NAME
    return isinstance(field.widget, forms.Textarea)


def flat(choices: Any) -> list[tuple[Any, Any]]:
    """The choices that say something, those in groups too."""
    found: list[tuple[Any, Any]] = []
    for value, label in choices:
        found += flat(label) if isinstance(label, list | tuple) else [(value, label)]
    return [(value, label) for value, label in found if value]


def lines_of(client: Client, by: Viewer, url: str, sent: dict[str, Any]) -> list[Any]:
    """What the audit says of one form that was sent; nothing of it stays."""
    deeds = AuditEvent.objects.exclude(kind__in=LOOKS)
    with as_viewer(by):
        before = set(deeds.values_list("pk", flat=True))
    with transaction.atomic():
        client.post(url, sent)
        with as_viewer(by):
            found = list(deeds.exclude(pk__in=before))
        transaction.set_rollback(True)
    return found


def test_no_line_of_the_audit_quotes_what_somebody_wrote(
    sign_in: SignIn, insider: Viewer, ids: dict[str, object]
) -> None:
    client, done = sign_in(insider), list[Any]()
    for address in addresses():
        url = address.filled(ids)
        if (form := asked_at(client, url)) is None:
            continue
        # what was sent is taken back, so that the form is the same at each turn
        for turn in range(turns_of(form)):
            done += lines_of(client, insider, url, filled(form, turn))
    quoting = {
        one.action: [one.changes, one.why]
        for one in done
        if WORD in f"{one.changes} {one.why}" and (one.family_id or one.person_id)
    }
    assert {name: said for name, said in quoting.items() if name not in MEANT} == {}
    assert "family.restricted" in quoting, "no reason reaches the audit: who looked?"
    assert len({one.action for one in done}) >= AT_LEAST
