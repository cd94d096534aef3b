"""What the rules of practice say of the rows on a map."""

from __future__ import annotations

from datetime import datetime

from kinfold_core.findings import Finding
from kinfold_core.practice import rulebook
from kinfold_core.practice.facts import (
    Answer,
    Capacity,
    ComplicatingFactorFacts,
    DangerStatementFacts,
    ExistingSafetyFacts,
    HarmFacts,
    Impact,
    RatingFacts,
    SafetyGoalFacts,
    ScaleFacts,
    Standards,
)
from kinfold_core.practice.living_map import DangerRow, EntryRow, LivingMap, RatingRow

DAYS_PER_WEEK = 7


def entry_findings(entry: EntryRow) -> tuple[Finding, ...]:
    """What the rules say of one entry. Words of a person's own are never corrected."""
    if entry.category == "harm":
        return rulebook.check_harm(
            HarmFacts(
                behaviour=entry.text,
                impact=entry.impact,
                is_own_words=entry.is_own_words,
            )
        )
    if "existing_safety" in (entry.category, entry.offered_as):
        return rulebook.check_existing_safety(safety_facts(entry))
    return ()


def safety_facts(entry: EntryRow) -> ExistingSafetyFacts:
    return ExistingSafetyFacts(
        who=entry.who.name,
        did_what=entry.text,
        occurrence_count=1 if entry.happened else 0,
        has_danger=entry.danger_id is not None,
    )


def danger_findings(
    danger: DangerRow, entries: tuple[EntryRow, ...], *, now: datetime
) -> tuple[Finding, ...]:
    """What the rules say of a statement, its goal and its scale.

    The reading age was worked out when the words were saved.
    """
    age = danger.reading_age
    standards = Standards(reading_age=None if age is None else lambda _: age)
    return (
        *rulebook.check_danger_statement(
            _danger_facts(danger, entries, now), standards
        ),
        *_factor_findings(danger, entries),
        *rulebook.check_safety_goal(_goal_facts(danger)),
        *rulebook.check_scale(_scale_facts(danger)),
    )


def _factor_findings(
    danger: DangerRow, entries: tuple[EntryRow, ...]
) -> tuple[Finding, ...]:
    """Factors put under a statement do not make a danger of it; said once for all."""
    factors = [
        entry
        for entry in entries
        if entry.category == "complicating_factor" and entry.danger_id == danger.id
    ]
    return rulebook.check_complicating_factor(
        ComplicatingFactorFacts(
            text=" ".join(entry.text for entry in factors),
            becomes_danger=bool(factors),
            adult_behaviour=danger.worried_about,
            child_impact=" ".join(impact.text for impact in danger.impacts),
        )
    )


def danger_text(danger: DangerRow) -> str:
    """Every word of the statement that the rules read."""
    return _danger_facts(danger, (), danger.changed_at).text


def _danger_facts(
    danger: DangerRow, entries: tuple[EntryRow, ...], now: datetime
) -> DangerStatementFacts:
    linked = [e for e in entries if e.category == "harm" and e.danger_id == danger.id]
    return DangerStatementFacts(
        worried_people=tuple(named.name for named in danger.worried_people),
        worried_about=danger.worried_about,
        what_might_happen=danger.what_might_happen,
        impacts=tuple(Impact(i.child_name, i.text) for i in danger.impacts),
        goal_count=danger.goal_count if _has_goal(danger) else 0,
        scale_count=danger.scale_count if _has_scale(danger) else 0,
        is_disputed=bool(danger.disputes),
        dispute_words=" ".join(dispute.words for dispute in danger.disputes),
        linked_harm_count=len(linked),
        why_believed=danger.why_believed,
        weeks_unchanged=max((now - danger.changed_at).days, 0) // DAYS_PER_WEEK,
        has_scale_moved=_has_moved(danger.ratings),
    )


def _has_goal(danger: DangerRow) -> bool:
    return bool(danger.agency_goal or danger.family_goal)


def _has_scale(danger: DangerRow) -> bool:
    return bool(danger.anchor_0 and danger.anchor_10)


def _has_moved(ratings: tuple[RatingRow, ...]) -> bool:
    seen: dict[str, set[object]] = {}
    for rating in ratings:
        if rating.value is not None:
            seen.setdefault(rating.rater.name, set()).add(rating.value)
    return any(len(values) > 1 for values in seen.values())


def _goal_facts(danger: DangerRow) -> SafetyGoalFacts:
    return SafetyGoalFacts(
        danger_statement_count=1,
        agency_goal=danger.agency_goal,
        family_goal=danger.family_goal,
        child_hope=danger.child_hope,
        observable_signs=danger.observable_signs,
        sustained_for=danger.sustained_for,
    )


def _scale_facts(danger: DangerRow) -> ScaleFacts:
    return ScaleFacts(
        anchor_0=danger.anchor_0,
        anchor_10=danger.anchor_10,
        ratings=tuple(
            RatingFacts(
                rater=rating.rater.name,
                capacity=Capacity(rating.capacity),
                answer=Answer(rating.answer),
                value=None if rating.value is None else float(rating.value),
            )
            for rating in danger.now
        ),
    )


def blocking_findings(
    living_map: LivingMap, *, now: datetime
) -> tuple[tuple[DangerRow, Finding], ...]:
    """What stops the map from being shared: only what the family would be shown."""
    return tuple(
        (danger, finding)
        for danger in living_map.dangers
        if danger.showing.is_visible
        for finding in danger_findings(danger, living_map.entries, now=now)
        if finding.is_blocking
    )
