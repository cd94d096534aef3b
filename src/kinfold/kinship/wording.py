"""The words of an arrangement: what a version keeps and what a change compares."""

from __future__ import annotations

from typing import Any, Final

from kinfold.kinship.models import KinshipArrangement

LABELS: Final = {
    "child_name": "Which child?",
    "carer_name": "Who cares for them?",
    "second_name": "Who else?",
    "relation": "Who is the carer to the child?",
    "kind": "What kind of care is it?",
    "started_on": "Since which day?",
    "how": "How did it come about?",
    "arranged": "Did the service arrange it?",
    "arranged_words": "What happened on the first day?",
    "legal_status": "What order is there?",
    "responsibility": "Who holds parental responsibility?",
    "assessments": "Which assessments are there?",
    "child_view": "What does the child say?",
    "permanence": "What is it meant to be?",
    "is_child_disabled": "Is the child disabled in law?",
    "ended_on": "When did it end?",
    "ended_reason": "How did it end?",
}
DAYS: Final = ("started_on", "ended_on")
_KEYS: Final = (
    "child_id", "carer_person_id", "second_person_id", "option_id", "family_time_id"
)  # fmt: skip


def words_of(care: KinshipArrangement) -> dict[str, Any]:
    """Every word of it, as it can be kept in JSON."""
    words = {name: getattr(care, name) for name in LABELS}
    for name in DAYS:
        words[name] = words[name].isoformat() if words[name] else ""
    return words | {name: str(getattr(care, name) or "") for name in _KEYS}
