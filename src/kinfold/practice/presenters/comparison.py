"""What two people changed at once, in words."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from kinfold_core import phrases
from kinfold_core.practice.written import ImpactDetails, Named, Showing

LABELS = {
    "text": "Words",
    "is_own_words": "Their own words",
    "said_by": "Who said it",
    "source_type": "How we know",
    "happened": "When",
    "impact": "What it did to the child",
    "danger_id": "Danger it belongs to",
    "who": "Who",
    "due_on": "By when",
    "done_on": "Done on",
    "outcome": "What happened",
    "about": "What it is about",
    "how_often": "Other times, or how often",
    "moments": "First, worst and last time",
    "children": "Done to",
    "certainty": "How sure we are",
    "seen_by": "Who saw it or knows",
    "is_childs_own_behaviour": "The child's own behaviour",
    "showing": "In the family's copy",
    "worried_people": "Who is worried",
    "existing_safety_preface": "Already done well",
    "worried_about": "Worried about",
    "what_might_happen": "What might happen",
    "why_believed": "Why it is believed",
    "family_version_text": "As the family would say it",
    "child_version_text": "As the child is told it",
    "impacts": "For each child",
    "agency_goal": "What we need to see",
    "family_goal": "What the family wants",
    "child_hope": "What the children hope",
    "observable_signs": "Signs",
    "sustained_for": "For how long",
    "who_confirms": "Who will say they see it",
    "anchor_0": "What 0 looks like",
    "anchor_10": "What 10 looks like",
    "reached_when": "Enough for the next stage when",
}


def label(name: str) -> str:
    """What a thing of an entry or a set is called when two people changed it."""
    return LABELS.get(name, name.replace("_", " ").capitalize())


def said(value: Any) -> str:
    """Any value of an entry or a set, in words."""
    if value in (None, "", (), False):
        return "nothing"
    if value is True:
        return "yes"
    if isinstance(value, tuple):
        return "; ".join(said(one) for one in value)
    if isinstance(value, Named):
        return value.name or "nobody"
    if isinstance(value, ImpactDetails):
        return f"{phrases.capital(value.child_name)}: {value.text}"
    if isinstance(value, Showing):
        return "yes" if value.is_visible else f"not for now: {value.reason}"
    if isinstance(value, UUID):
        return "another one"
    return str(value)
