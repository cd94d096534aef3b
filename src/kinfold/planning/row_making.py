"""Making rows of what the database holds: all that hangs on a plan or a rule."""

from __future__ import annotations

from dataclasses import fields
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import F, OuterRef, Prefetch, QuerySet

from kinfold.planning.models import (
    PlanRule,
    PlanSource,
    PlanStep,
    PlanVersion,
    RuleAnswer,
    RuleBottomLine,
    RuleDanger,
    RuleReading,
    RuleSuggestion,
    RuleWho,
    SafetyPlan,
)
from kinfold.practice.row_making import rows_as_json
from kinfold_core.practice.family_plan import (
    AnswerRow,
    ReadingRow,
    RuleRow,
    StepRow,
    SuggestionRow,
)
from kinfold_core.practice.living_map import fields_of
from kinfold_core.practice.plan_written import PlanRuleDetails, Who


def plan_rows(authority_id: UUID) -> QuerySet[SafetyPlan]:
    """Plans, each with what was live of it and whose actions each danger is about."""
    here = {"authority_id": authority_id, "plan": OuterRef("pk")}
    return SafetyPlan.objects.filter(authority_id=authority_id).annotate(
        live_words=rows_as_json(
            PlanVersion.objects.filter(**here, version=OuterRef("live_version"))
        ),
        source_rows=rows_as_json(PlanSource.objects.filter(**here).order_by("name")),
    )


def rule_rows(authority_id: UUID, plan_id: UUID) -> QuerySet[PlanRule]:
    """Every rule of a plan with all that hangs on it, in one query."""
    here = {"authority_id": authority_id, "rule": OuterRef("pk")}
    people = RuleWho.objects.filter(**here).order_by("position", "pk")
    dangers = RuleDanger.objects.filter(**here).order_by("danger_id")
    lines = RuleBottomLine.objects.filter(**here).order_by("bottom_line_id")
    readings = RuleReading.objects.filter(**here).order_by("read_on", "recorded_at")
    return (
        PlanRule.objects.filter(authority_id=authority_id, plan_id=plan_id)
        .annotate(
            people_rows=rows_as_json(people),
            danger_rows=rows_as_json(dangers),
            line_rows=rows_as_json(lines),
            reading_rows=rows_as_json(readings),
            entered_by_name=F("entered_by__name"),
            changed_by_name=F("changed_by__name"),
        )
        .prefetch_related(
            Prefetch(
                "answers",
                RuleAnswer.objects.filter(authority_id=authority_id)
                .select_related("answered_by")
                .order_by("answered_at"),
            )
        )
        .order_by("position", "entered_at", "pk")
    )


def rule_details(rule: PlanRule) -> PlanRuleDetails:
    """A rule that came from `rule_rows`, as somebody would have said it."""
    known = rule.__dict__
    people = known["people_rows"]
    return PlanRuleDetails(
        kind=rule.kind,
        text=rule.text,
        when=rule.when,
        how_often=rule.how_often,
        carriers=_people(people, RuleWho.Part.CARRIES),
        backups=_people(people, RuleWho.Part.BACKUP),
        child_part=rule.child_part,
        how_known=rule.how_known,
        if_not_working=rule.if_not_working,
        danger_ids=tuple(UUID(row["danger_id"]) for row in known["danger_rows"]),
        bottom_line_ids=tuple(
            UUID(row["bottom_line_id"]) for row in known["line_rows"]
        ),
        author=Who(
            name=rule.author_name,
            person_id=rule.author_person_id,
            member_id=rule.author_member_id,
        ),
        capacity=rule.author_capacity,
        is_own_words=rule.is_own_words,
    )


def rule_row(rule: PlanRule, live: dict[str, int]) -> RuleRow:
    """One rule; `live` is the version of each rule in what is in force."""
    known = rule.__dict__
    return RuleRow(
        **fields_of(rule_details(rule), PlanRuleDetails),
        id=rule.pk,
        version=rule.version,
        reading_age=rule.reading_age,
        readings=tuple(_reading(row, rule.version) for row in known["reading_rows"]),
        answer=_answer(rule),
        entered_by=known["entered_by_name"],
        changed_by=known["changed_by_name"],
        changed_at=rule.changed_at,
        withdrawn_at=rule.withdrawn_at,
        withdrawn_reason=rule.withdrawn_reason,
        is_live=live.get(str(rule.pk)) == rule.version,
    )


def live_versions(plan: SafetyPlan) -> dict[str, int]:
    """The version of each rule that is in force, by the rule's id."""
    rows = plan.__dict__["live_words"]
    return {one["id"]: one["version"] for one in (rows[0]["words"] if rows else ())}


def live_id(plan: SafetyPlan) -> UUID | None:
    """Where the words that are in force are kept."""
    rows = plan.__dict__["live_words"]
    return UUID(rows[0]["id"]) if rows else None


def rules_in_force(plan: SafetyPlan) -> tuple[PlanRuleDetails, ...]:
    """The rules that are lived by, in the words in which they went live."""
    rows = plan.__dict__["live_words"]
    return tuple(_kept_rule(one) for one in (rows[0]["words"] if rows else ()))


def rules_of(version: PlanVersion | None) -> tuple[PlanRuleDetails, ...]:
    """The rules of a plan as they once went live."""
    return tuple(_kept_rule(one) for one in (version.words if version else ()))


def _kept_rule(words: dict[str, Any]) -> PlanRuleDetails:
    named = {field.name: words[field.name] for field in fields(PlanRuleDetails)}
    people = {part: tuple(map(who_of, named[part])) for part in ("carriers", "backups")}
    ids = {
        part: tuple(map(UUID, named[part]))
        for part in ("danger_ids", "bottom_line_ids")
    }
    author = {"author": who_of(named["author"])}
    return PlanRuleDetails(**(named | people | ids | author))


def sources(plan: SafetyPlan) -> dict[UUID, tuple[Who, ...]]:
    found: dict[UUID, tuple[Who, ...]] = {}
    for row in plan.__dict__["source_rows"]:
        danger_id = UUID(row["danger_id"])
        found[danger_id] = (*found.get(danger_id, ()), who_of(row))
    return found


def steps(authority_id: UUID, plan_id: UUID) -> tuple[StepRow, ...]:
    """Every step of a plan, newest first. One query."""
    rows = PlanStep.objects.filter(authority_id=authority_id, plan_id=plan_id)
    return tuple(
        StepRow(
            step=row.step,
            version=row.version,
            taken_on=row.taken_on,
            people=tuple(row.people),
            words=row.words,
            recorded_by=row.recorded_by.name,
            recorded_by_id=row.recorded_by_id,
            recorded_at=row.recorded_at,
        )
        for row in rows.select_related("recorded_by").order_by("-recorded_at", "-pk")
    )


def suggestions(authority_id: UUID, plan_id: UUID) -> tuple[SuggestionRow, ...]:
    """Every suggestion with its answer, newest first. Two queries."""
    rows = (
        RuleSuggestion.objects.filter(authority_id=authority_id, plan_id=plan_id)
        .select_related("suggested_by")
        .prefetch_related("answers")
        .order_by("-suggested_at", "-pk")
    )
    return tuple(_suggestion(row) for row in rows)


def _suggestion(row: RuleSuggestion) -> SuggestionRow:
    answer = next(iter(row.answers.all()), None)
    return SuggestionRow(
        id=row.pk,
        rule_id=row.rule_id,
        text=row.text,
        why=row.why,
        by=row.suggested_by.name,
        at=row.suggested_at,
        answer=answer.answer if answer else "",
        answered_by=answer.name if answer else "",
        answer_words=answer.words if answer else "",
        answered_on=answer.answered_on if answer else None,
    )


def who_of(row: dict[str, Any]) -> Who:
    """Somebody as a row of JSON names them."""
    return Who(
        name=row["name"],
        person_id=_uuid(row["person_id"]),
        member_id=_uuid(row["member_id"]),
        worker_id=_uuid(row.get("worker_id")),
    )


def _uuid(raw: str | None) -> UUID | None:
    return UUID(raw) if raw else None


def _people(rows: list[dict[str, Any]], part: str) -> tuple[Who, ...]:
    return tuple(who_of(row) for row in rows if row["part"] == part)


def _reading(row: dict[str, Any], version: int) -> ReadingRow:
    return ReadingRow(
        who=who_of(row),
        is_child=row["is_child"],
        read_on=date.fromisoformat(row["read_on"]),
        understood=row["understood"],
        words=row["words"],
        is_current=row["rule_version"] == version,
    )


def _answer(rule: PlanRule) -> AnswerRow | None:
    """The newest answer, when it is to the words that stand now."""
    to_these = [one for one in rule.answers.all() if one.rule_version == rule.version]
    if not to_these:
        return None
    newest = to_these[-1]
    at: datetime = newest.answered_at
    return AnswerRow(newest.answer, newest.reason, newest.answered_by.name, at)
