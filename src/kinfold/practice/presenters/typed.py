"""What the rules say of words in a form, part by part."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from django.utils import timezone

from kinfold.practice.presenters.danger_card import by_part
from kinfold.vocabulary.reading import reading_age
from kinfold_core.findings import Finding
from kinfold_core.practice import map_findings as rules
from kinfold_core.practice.living_map import DangerRow, LivingMap
from kinfold_core.practice.written import DangerSetDetails, EntryDetails

# where a rule looks, when the form asks it under another name
FIELDS = {"goal": "agency_goal", "scale": "anchor_0"}
Rules = dict[str, tuple[Finding, ...]]


def entry_rules(
    typed: EntryDetails, standing: LivingMap, entry_id: UUID | None = None
) -> Rules:
    """Nothing before a word is written: an empty box needs no help."""
    if not typed.text:
        return {"entry": ()}
    of_step = rules.step_findings(typed, standing, step_id=entry_id)
    return {"entry": (*rules.entry_findings(typed), *of_step)}


def set_rules(
    typed: DangerSetDetails, row: DangerRow | None, standing: LivingMap
) -> Rules:
    """Of the statement, the goal and the scale, each once somebody began on it."""
    now = timezone.now()
    as_typed = rules.as_typed(typed, row, now=now)
    age = reading_age(rules.danger_text(as_typed))
    found = rules.danger_findings(
        replace(as_typed, reading_age=age), standing.entries, now=now
    )
    begun = {
        "statement": bool(typed.worried_about or typed.what_might_happen),
        "goal": bool(typed.agency_goal or typed.family_goal),
        "scale": bool(typed.anchor_0 or typed.anchor_10),
    }
    said = {part: some if begun[part] else () for part, some in by_part(found).items()}
    return said if row else {part: _begun(some, typed) for part, some in said.items()}


def _begun(
    findings: tuple[Finding, ...], typed: DangerSetDetails
) -> tuple[Finding, ...]:
    """What is not written yet may still come: a first draft is not hurried."""
    fields = [FIELDS.get(finding.where, finding.where) for finding in findings]
    return tuple(
        finding
        for finding, field in zip(findings, fields, strict=True)
        if getattr(typed, field or "showing", True)
    )
