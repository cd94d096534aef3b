"""What the rules are asked about: the rows of a page, as plain facts."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from kinfold.kinship.selectors.kinship import Kinship
from kinfold.records.models import FamilyMember
from kinfold.sides.presenters import side_of_whom
from kinfold.sides.row_making import Descent
from kinfold_core.findings import Finding
from kinfold_core.people.dates import whole_years
from kinfold_core.practice.facts_kinship import (
    CareFacts,
    ClockFacts,
    KinshipFacts,
    NightFacts,
)
from kinfold_core.practice.kinship_care import (
    CareRow,
    why_not_carer,
)
from kinfold_core.practice.kinship_clocks import What
from kinfold_core.practice.kinship_law import Kind, Relation
from kinfold_core.practice.plan_written import Who
from kinfold_core.practice.rulebook import check_care, check_kinship
from kinfold_core.practice.sides import Sides
from kinfold_core.practice.written import NOBODY, Named

Years = Mapping[UUID, int]


def years_of(members: tuple[FamilyMember, ...], today: date) -> dict[UUID, int]:
    """The age of everybody of the family whose birth is known, by key."""
    found = {}
    for member in members:
        born = member.person.born
        if born is not None and born.earliest <= today:
            found[member.person_id] = whole_years(born.earliest, today)
    return found


def too_young(members: tuple[FamilyMember, ...], today: date) -> set[UUID]:
    """Who of the family cannot be a carer: not born yet, or known to be a child."""
    return {
        one.person_id
        for one in members
        if why_not_carer(
            one.person.short_name,
            one.person.born,
            is_unborn=one.person.is_unborn,
            today=today,
        )
    }


def sides_thought_of(kinship: Kinship, descent: Descent) -> Sides:
    """On which side of which child somebody was thought of, and who was asked."""
    return descent.sides(
        [
            descent.on_side(one.who, one.side, [one.child_id] if one.child_id else ())
            for one in kinship.options
        ]
    )


def family_findings(
    kinship: Kinship, sides: Sides, children: Mapping[UUID, str]
) -> tuple[Finding, ...]:
    """What the rules say of the options and of the nights away from home."""
    running = [one for one in kinship.cares if one.is_running]
    covered = {key for one in running for key in one.rule_ids}
    carers = [who for one in running for who in (one.carer, one.second_carer)]
    nights = [
        NightFacts(str(one.id), one.text)
        for one in kinship.nights
        if one.id not in covered
    ]
    nights += [
        NightFacts(str(one.id), f"{one.who.name}: {one.words}")
        for one in kinship.promised
        if not any(one.who.is_same_as(carer) for carer in carers)
    ]
    return check_kinship(
        KinshipFacts(
            unclassified_nights=tuple(nights),
            sides_not_asked=tuple(
                side_of_whom(row, children) for row in sides.rows if row.is_silent
            ),
        )
    )


def care_findings(
    care: CareRow, kinship: Kinship, years: Years, today: date
) -> tuple[Finding, ...]:
    """What the rules say of an arrangement; of one that ended, nothing."""
    if not care.is_running:
        return ()
    clocks = [
        ClockFacts(one.title, one.days_left(today), one.sentence(today))
        for one in care.clocks(today)
        if one.done_on is None and not one.opens
    ]
    return check_care(
        CareFacts(
            child=care.child_name,
            carer=care.carer.name,
            kind=care.law_kind,
            is_close=care.is_close,
            days=care.days(today),
            child_years=years.get(care.child_id),
            is_child_disabled=care.is_child_disabled,
            carer_years=_years(care.carer, years),
            arranged=care.arranged,
            is_danger_source=is_source(care.carer, kinship),
            is_looked_at=any(
                one.what is What.VIABILITY and one.on <= care.started_on
                for one in care.happened
            ),
            is_rights_explained=care.rights is not None,
            not_wanted=_not_wanted(kinship, care.carer, care.second_carer),
            clocks=tuple(clocks),
        )
    )


def typed_findings(
    typed: Mapping[str, Any], kinship: Kinship, years: Years, today: date
) -> tuple[Finding, ...]:
    """What the rules say of an arrangement that is being typed.

    Rights and the look beforehand are written later, so they are not missed here.
    """
    carer, kind, relation = (
        typed.get(name) for name in ("carer_named", "kind", "relation")
    )
    if not (isinstance(carer, Named) and carer.name and kind and relation):
        return ()
    child = typed.get("child")
    started = typed.get("started_on")
    return check_care(
        CareFacts(
            carer=carer.name,
            kind=Kind(kind),
            is_close=Relation(relation).is_close,
            days=max(1, (today - started).days + 1) if started else 1,
            child_years=years.get(UUID(child)) if child else None,
            is_child_disabled=bool(typed.get("is_child_disabled")),
            carer_years=_years(carer, years),
            arranged=typed.get("arranged") or "",
            is_danger_source=is_source(carer, kinship),
            is_looked_at=True,
            is_rights_explained=True,
            not_wanted=_not_wanted(kinship, carer, typed.get("second_named") or NOBODY),
        )
    )


def is_source(who: Named, kinship: Kinship) -> bool:
    """Whether a danger that the plan answers is about what this person does."""
    return any(who.is_same_as(one) for one in kinship.sources)


def _not_wanted(kinship: Kinship, *carers: Named) -> tuple[str, ...]:
    """Why a child does not want each of these carers there. Care may be a fact before
    anybody asks, so it is said beside what is written, and stops nobody (R-KI10)."""
    named = (Who.from_named(one) for one in carers if one.name)
    return tuple(filter(None, map(kinship.refusals.why_not, named)))


def _years(who: Named, years: Years) -> int | None:
    return years.get(who.person_id) if who.person_id else None
