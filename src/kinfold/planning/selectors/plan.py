"""A family's plan as it stands, as it was, and how each rule came to its words."""

from __future__ import annotations

from collections.abc import Mapping as MappingOf
from typing import Any, TypeAlias
from uuid import UUID

from kinfold.networks.selectors import informed_of
from kinfold.planning import row_making
from kinfold.planning.models import PlanRule, PlanRuleRevision, PlanVersion, SafetyPlan
from kinfold.planning.selectors.dangers import dangers_of
from kinfold.platform.errors import NotFound
from kinfold.platform.viewer import Viewer
from kinfold.records.selectors.members import children_of
from kinfold.trajectory.models import CaseBottomLine
from kinfold.vocabulary.selectors import pack_of_family
from kinfold_core.practice.family_plan import PlanInForce, StandingPlan, ToAnswer
from kinfold_core.practice.living_map import RevisionRow
from kinfold_core.practice.plan_written import PlanRuleDetails
from kinfold_core.practice.vocabulary import Concept, label

# Those above may name the type of what an action gives them, and never the model.
AnyPlan: TypeAlias = SafetyPlan


def standing_plan(viewer: Viewer, family_id: UUID) -> StandingPlan:
    """All of the plan of a family that the caller has been authorised for.

    At most eleven queries, however many rules; six when nothing is written yet.
    """
    authority_id = viewer.in_authority()
    pack = pack_of_family(viewer, family_id)
    around: dict[str, Any] = {
        "family_id": family_id,
        "word": label(pack, Concept.PLAN).one,
        "dangers": dangers_of(viewer, family_id, pack),
        "bottom_lines": _bottom_lines(authority_id, family_id),
        "told": informed_of(viewer, family_id),
        "children": children_of(viewer, family_id),
    }
    plan = row_making.plan_rows(authority_id).filter(family_id=family_id).first()
    if plan is None:
        return StandingPlan(**around)
    live = row_making.live_versions(plan)
    rules = [
        row_making.rule_row(row, live)
        for row in row_making.rule_rows(authority_id, plan.pk)
    ]
    return StandingPlan(
        **around,
        id=plan.pk,
        title=plan.title,
        status=plan.status,
        version=plan.version,
        live_version=plan.live_version,
        live_id=row_making.live_id(plan),
        effective_from=plan.effective_from,
        review_on=plan.review_on,
        suspended_reason=plan.suspended_reason,
        replaced_today_by=plan.replaced_today_by,
        rules=tuple(rule for rule in rules if rule.withdrawn_at is None),
        withdrawn=tuple(rule for rule in rules if rule.withdrawn_at),
        steps=row_making.steps(authority_id, plan.pk),
        suggestions=row_making.suggestions(authority_id, plan.pk),
        sources=row_making.sources(plan),
    )


def _bottom_lines(authority_id: UUID, family_id: UUID) -> tuple[ToAnswer, ...]:
    """Bottom lines that still hold. One query."""
    rows = (
        CaseBottomLine.objects.filter(authority_id=authority_id, family_id=family_id)
        .exclude(state=CaseBottomLine.State.LIFTED)
        .order_by("position", "pk")
    )
    return tuple(
        ToAnswer(id=row.pk, label=f"bottom line {number}", text=row.text)
        for number, row in enumerate(rows, start=1)
    )


def rule_history(viewer: Viewer, rule_id: UUID) -> tuple[RevisionRow, ...]:
    """The wordings of a rule of an authorised family, newest first. One query."""
    rows = PlanRuleRevision.objects.filter(
        authority_id=viewer.in_authority(), rule_id=rule_id
    )
    return tuple(
        RevisionRow(
            version=row.version,
            change=row.change,
            changed_by=row.changed_by.name,
            changed_at=row.changed_at,
            words=row.words,
        )
        for row in rows.select_related("changed_by").order_by("-version")
    )


def wordings_of(
    viewer: Viewer, family_id: UUID, read: MappingOf[UUID, int]
) -> dict[UUID, str]:
    """The words of rules of an authorised family, each in one version. One query."""
    rows = PlanRuleRevision.objects.filter(
        authority_id=viewer.in_authority(),
        rule__plan__family_id=family_id,
        rule_id__in=read,
    )
    return {
        rule_id: words["text"]
        for rule_id, version, words in rows.values_list("rule_id", "version", "words")
        if read[rule_id] == version
    }


def rule_now(viewer: Viewer, rule: PlanRule) -> PlanRuleDetails:
    """What a rule of an authorised family says now. Two queries."""
    rows = row_making.rule_rows(viewer.in_authority(), rule.plan_id)
    return row_making.rule_details(rows.get(pk=rule.pk))


def plan_in_force(viewer: Viewer, family_id: UUID) -> PlanInForce | None:
    """What an authorised family lives by today; None when no plan ever went live.

    Words that are still being written are no part of it. One query, or two.
    """
    plan = (
        row_making.plan_rows(viewer.in_authority()).filter(family_id=family_id).first()
    )
    if plan is None or not (plan.live_version or plan.replaced_today_by):
        return None
    paused = None
    if plan.replaced_today_by:
        versions = PlanVersion.objects.filter(
            authority_id=viewer.in_authority(), plan=plan.pk
        )
        paused = versions.order_by("-version").first()
    return PlanInForce(
        title=plan.title,
        effective_from=plan.effective_from,
        review_on=plan.review_on,
        replaced_today_by=plan.replaced_today_by,
        rules=row_making.rules_in_force(plan),
        rule_ids=tuple(map(UUID, row_making.live_versions(plan))),
        paused_rules=row_making.rules_of(paused),
    )


def plan_version(viewer: Viewer, family_id: UUID, version_id: UUID) -> PlanVersion:
    """The words of a plan as they went live.

    Raises:
        NotFound: no such version of this family's plan was ever live.
    """
    found = PlanVersion.objects.filter(
        authority_id=viewer.in_authority(), plan__family_id=family_id, pk=version_id
    ).first()
    if found is None:
        raise NotFound("version")
    return found
