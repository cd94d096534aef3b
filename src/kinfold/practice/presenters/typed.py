"""What the rules say of words in a form, part by part."""

from __future__ import annotations

from dataclasses import replace

from django.utils import timezone

from kinfold.practice.presenters.danger_card import by_part
from kinfold.practice.reading import reading_age
from kinfold_core.findings import Finding
from kinfold_core.practice import map_findings as rules
from kinfold_core.practice.living_map import DangerRow, LivingMap
from kinfold_core.practice.written import DangerSetDetails, EntryDetails

Rules = dict[str, tuple[Finding, ...]]


def entry_rules(typed: EntryDetails) -> Rules:
    """Nothing before a word is written: an empty box needs no help."""
    return {"entry": rules.entry_findings(typed) if typed.text else ()}


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
    return {part: said if begun[part] else () for part, said in by_part(found).items()}
