"""Reading back the words that a revision keeps: plain values into details again."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from kinfold_core.people.dates import FuzzyDate
from kinfold_core.practice.written import (
    GOAL_WORDS,
    MATRIX_ROWS,
    NOBODY,
    SCALE_WORDS,
    STATEMENT_WORDS,
    DangerSetDetails,
    EntryDetails,
    ImpactDetails,
    MomentDetails,
    Named,
    Showing,
)

Words = Mapping[str, Any]


def entry_from(words: Words) -> EntryDetails:
    """An entry as it was typed. Parts that were not yet asked then are empty.

    The category is the one it was kept in.
    """
    return EntryDetails(
        category=words.get("kept_as") or words["category"],
        text=words.get("text", ""),
        is_own_words=bool(words.get("is_own_words")),
        said_by=_named(words.get("said_by")),
        source_type=words.get("source_type", "professional"),
        happened=fuzzy_from(words.get("happened")),
        impact=words.get("impact", ""),
        danger_id=_uuid(words.get("danger_id")),
        who=_named(words.get("who")),
        due_on=_day(words.get("due_on")),
        done_on=_day(words.get("done_on")),
        outcome=words.get("outcome", ""),
        about=words.get("about", ""),
        how_often=words.get("how_often", ""),
        moments=tuple(
            MomentDetails(
                moment=one["moment"], **{row: one.get(row, "") for row in MATRIX_ROWS}
            )
            for one in words.get("moments", ())
        ),
        children=tuple(_named(one) for one in words.get("children", ())),
        certainty=words.get("certainty", ""),
        seen_by=words.get("seen_by", ""),
        is_childs_own_behaviour=bool(words.get("is_childs_own_behaviour")),
        showing=_showing(words.get("showing")),
    )


def set_from(words: Words) -> DangerSetDetails:
    """A danger statement with its goal and its scale, as they were typed."""
    plain = (*STATEMENT_WORDS, *GOAL_WORDS, *SCALE_WORDS)
    return DangerSetDetails(
        **{name: words.get(name, "") for name in plain},
        worried_people=tuple(_named(one) for one in words.get("worried_people", ())),
        impacts=tuple(
            ImpactDetails(
                child_id=UUID(one["child_id"]),
                child_name=one["child_name"],
                text=one["text"],
            )
            for one in words.get("impacts", ())
        ),
        observable_signs=tuple(words.get("observable_signs", ())),
        showing=_showing(words.get("showing")),
    )


def _named(raw: Words | None) -> Named:
    if not raw:
        return NOBODY
    return Named(
        name=raw.get("name", ""),
        person_id=_uuid(raw.get("person_id")),
        worker_id=_uuid(raw.get("worker_id")),
    )


def _uuid(raw: str | None) -> UUID | None:
    return UUID(raw) if raw else None


def _day(raw: str | None) -> date | None:
    return date.fromisoformat(raw) if raw else None


def fuzzy_from(raw: Words | None) -> FuzzyDate | None:
    """A date as well as it was known."""
    if not raw:
        return None
    return FuzzyDate(
        date.fromisoformat(raw["earliest"]),
        date.fromisoformat(raw["latest"]),
        bool(raw.get("is_about")),
    )


def _showing(raw: Words | None) -> Showing:
    if not raw:
        return Showing()
    return Showing(
        is_visible=raw.get("is_visible", True),
        reason=raw.get("reason", ""),
        review_on=_day(raw.get("review_on")),
    )
