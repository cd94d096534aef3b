"""What is asked of a harm: its matrix, whom it was done to, and how sure we are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from kinfold.platform.word_fields import Choice, Words
from kinfold.practice.models import MapEntry
from kinfold_core.practice.living_map import Member
from kinfold_core.practice.written import (
    MATRIX_ROWS,
    MOMENTS,
    EntryDetails,
    MomentDetails,
    Named,
)

ROWS = {
    "behaviour": "What was done, or not done?",
    "severity": "How bad was it?",
    "incidence": "When, and how often?",
    "impact": "What did it do to the child?",
}


def ask_harm(
    form: forms.Form, standing: EntryDetails, people: Sequence[Member]
) -> None:
    """Add the questions of a harm to the form of an entry."""
    known = {moment.moment: moment for moment in standing.moments}
    for moment, name in MOMENTS.items():
        for row, question in ROWS.items():
            field = f"{moment}_{row}"
            form.fields[field] = Words(
                label=f"{name}: {question}", rows=2, required=False, longest=2_000
            )
            form.initial[field] = getattr(known.get(moment), row, "")
    children = [(one.key, one.name) for one in people if one.is_child]
    kept = [(f"person:{one.person_id}", one.name) for one in standing.children]
    form.fields["children"] = forms.MultipleChoiceField(
        label="Whom was it done to?",
        choices=list(dict(kept + children).items()),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    form.initial["children"] = [key for key, _ in kept]
    form.fields["certainty"] = Choice(
        label="How sure are we?",
        choices=[("", "Not said"), *MapEntry.Certainty.choices],
        required=False,
    )
    form.fields["is_childs_own_behaviour"] = forms.BooleanField(
        label="This is something the child does that harms them", required=False
    )
    for name in ("certainty", "is_childs_own_behaviour"):
        form.initial[name] = getattr(standing, name)


def harm_of(
    cleaned: dict[str, Any], standing: EntryDetails, people: Sequence[Member]
) -> dict[str, Any]:
    """What was typed of a harm, as fields of its details."""
    moments = (
        MomentDetails(
            moment=moment,
            **{row: cleaned.get(f"{moment}_{row}", "") for row in MATRIX_ROWS},
        )
        for moment in MOMENTS
    )
    known = {f"person:{one.person_id}": one for one in standing.children}
    known = {one.key: one.as_named() for one in people if one.is_child} | known
    chosen: list[Named] = [known[key] for key in cleaned.get("children", ())]
    return {
        "moments": tuple(one for one in moments if not one.is_empty),
        "children": tuple(sorted(chosen, key=lambda one: str(one.person_id))),
        "certainty": cleaned.get("certainty", ""),
        "is_childs_own_behaviour": bool(cleaned.get("is_childs_own_behaviour")),
    }


def matrix_of(form: forms.Form) -> list[tuple[str, list[forms.BoundField]]]:
    """The matrix row by row: what is asked, then its box for each moment."""
    return [
        (question, [form[f"{moment}_{row}"] for moment in MOMENTS])
        for row, question in ROWS.items()
    ]
