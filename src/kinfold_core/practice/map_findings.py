"""What the rules of practice say of the rows on a map."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from uuid import UUID

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
    NextStepsFacts,
    RatingFacts,
    SafetyGoalFacts,
    ScaleFacts,
    Standards,
)
from kinfold_core.practice.living_map import (
    DangerRow,
    EntryRow,
    LivingMap,
    RatingRow,
    fields_of,
)
from kinfold_core.practice.vocabulary import Concept, numbered
from kinfold_core.practice.written import (
    DangerSetDetails,
    EntryDetails,
    MomentDetails,
)

DAYS_PER_WEEK = 7


def entry_findings(entry: EntryDetails, offered_as: str = "") -> tuple[Finding, ...]:
    """What the rules say of one entry. Words of a person's own are never corrected.

    `offered_as` is what the writer meant when it is kept as another category.
    """
    if entry.category == "harm":
        return rulebook.check_harm(
            HarmFacts(
                behaviour=_told(entry.text, entry.moments, "behaviour"),
                impact=_told(entry.impact, entry.moments, "impact"),
                severity=_told("", entry.moments, "severity"),
                is_own_words=entry.is_own_words,
            )
        )
    if "existing_safety" in (entry.category, offered_as):
        return rulebook.check_existing_safety(safety_facts(entry))
    return ()


def step_findings(
    step: EntryDetails, standing: LivingMap, *, step_id: UUID | None = None
) -> tuple[Finding, ...]:
    """Whether an open next step is one of a worker's alone, towards its goal.

    `step` as it stands or as it is typed; `step_id` is its own, if it has one.
    """
    danger = standing.danger(step.danger_id)
    if step.category != "next_step" or danger is None or not _is_open_step(step):
        return ()
    steps = [
        step,
        *(
            one
            for one in standing.entries
            if one.danger_id == danger.id and one.id != step_id and _is_open_step(one)
        ),
    ]
    return rulebook.check_next_steps(
        NextStepsFacts(
            goal=numbered(standing.vocabulary, Concept.GOAL, danger.number),
            own_count=sum(
                bool(one.who.name and not one.who.worker_id) for one in steps
            ),
            service_count=sum(bool(one.who.worker_id) for one in steps),
        )
    )


def _is_open_step(entry: EntryDetails) -> bool:
    return entry.category == "next_step" and entry.done_on is None


def _told(text: str, moments: tuple[MomentDetails, ...], row: str) -> str:
    """What is said of it anywhere: in the entry and in each column of its matrix."""
    parts = (text, *(getattr(moment, row) for moment in moments))
    return "\n".join(part for part in parts if part.strip())


def safety_facts(entry: EntryDetails) -> ExistingSafetyFacts:
    return ExistingSafetyFacts(
        who=entry.who.name,
        did_what=entry.text,
        occurrence_count=1 if entry.happened else 0,
        has_danger=entry.danger_id is not None,
    )


def as_typed(
    details: DangerSetDetails, standing: DangerRow | None, *, now: datetime
) -> DangerRow:
    """The set as it would stand if what was typed were saved now, to ask the rules.

    What stands beside the set stays. The reading age is for the shell to work out.
    """
    typed = fields_of(details, DangerSetDetails)
    if standing is not None:
        return replace(standing, **typed, reading_age=None, changed_at=now)
    return DangerRow(
        **typed,
        id=UUID(int=0),
        reading_age=None,
        hidden_by="",
        disputes=(),
        version=0,
        changed_by="",
        changed_at=now,
        withdrawn_at=None,
        withdrawn_reason="",
        number=0,
        state="draft",
        goal_state="proposed",
        demonstrated_from=None,
        goal_count=1,
        scale_count=1,
        ratings=(),
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
    living_map: LivingMap, *, now: datetime, is_all: bool = False
) -> tuple[tuple[DangerRow, Finding], ...]:
    """What stops the map from being shared: only what the family would be shown.

    `is_all` asks of every set, as before the map is made current (invariant I1).
    """
    return tuple(
        (danger, finding)
        for danger in living_map.dangers
        if is_all or danger.showing.is_visible
        for finding in danger_findings(danger, living_map.entries, now=now)
        if finding.is_blocking
    )
