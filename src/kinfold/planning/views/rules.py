"""Writing down a rule of the family's, and one rule with its past."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from kinfold.networks.views.frame import answer_rules, ask_again_if_stale, beside
from kinfold.planning import actions
from kinfold.planning.forms import FamilySaysForm, RuleForm
from kinfold.planning.presenters import words
from kinfold.planning.presenters.plan_page import rule_card
from kinfold.planning.presenters.rule_page import history_lines
from kinfold.planning.presenters.typed import rule_rules
from kinfold.planning.selectors import rule_history, rule_now, standing_plan
from kinfold.planning.views.frame import ROOM, Desk, desk_of, doors
from kinfold.platform.errors import NotFound
from kinfold.platform.htmx import render_page
from kinfold.platform.http import ViewerRequest, posted
from kinfold.practice.selectors import ground_of
from kinfold.practice.views.frame import WRITES, note_page
from kinfold.records.views.asking import ask
from kinfold_core import phrases
from kinfold_core.access import Action
from kinfold_core.practice.facts_planning import RuleKind
from kinfold_core.practice.family_plan import RuleRow
from kinfold_core.practice.plan_findings import plan_findings
from kinfold_core.practice.plan_written import PlanRuleDetails

KINDS = {kind.value for kind in RuleKind}
EVERYDAY = RuleKind.EVERYDAY_ARRANGEMENT.value
TEMPLATE = "planning/rule_form.html"


@require_safe
def show(request: ViewerRequest, family_id: UUID, rule_id: UUID) -> HttpResponse:
    ground = ground_of(request.viewer, family_id)
    plan = standing_plan(request.viewer, family_id)
    row = plan.rule(rule_id)
    if row is None:
        raise NotFound("rule")
    note_page(request, ground, "planning.rule")
    context = ROOM.context(
        ground,
        crumb="A rule of the plan",
        plan=plan,
        card=rule_card(plan, row, plan_findings(plan)),
        kind=words.KINDS[row.kind],
        suggestions=[one for one in plan.suggestions if one.rule_id == rule_id],
        history=history_lines(rule_history(request.viewer, rule_id)),
        **doors(request, ground),
    )
    return render_page(request, "planning/rule.html", context)


@require_http_methods(WRITES)
def add(request: ViewerRequest, family_id: UUID) -> HttpResponse:
    desk = desk_of(request, family_id, Action.WRITE_PLAN)
    kind = request.GET.get("kind", "")
    standing = PlanRuleDetails(
        kind=kind if kind in KINDS else EVERYDAY,
        danger_ids=tuple(d.id for d in desk.plan.dangers[:1])
        if len(desk.plan.dangers) == 1
        else (),
    )
    form = _form(request, desk, standing)
    page = ROOM.asking(
        request, desk.ground, title="Write down a rule", template=TEMPLATE,
        lead="What do family and network say they will do? Write it as they say it.",
        **_beside(desk, form),
    )  # fmt: skip
    return ask(
        request,
        form,
        page,
        lambda: actions.add_rule(
            family_id=family_id, details=form.details, by=request.viewer
        ),
    )


@require_http_methods(WRITES)
def change(request: ViewerRequest, family_id: UUID, rule_id: UUID) -> HttpResponse:
    desk = desk_of(request, family_id, Action.WRITE_PLAN)
    row = desk.rule(rule_id)
    form = _form(request, desk, row.details, row.version)
    page = ROOM.asking(
        request, desk.ground, title="They say it differently now", template=TEMPLATE,
        lead="A rule changes when somebody of the family or network says so. If the "
        "idea is yours, suggest it instead.",
        suggest_url=reverse("planning:suggest", args=[family_id, rule_id]),
        at=f"rule-{rule_id}", **_beside(desk, form, row),
    )  # fmt: skip
    return ask_again_if_stale(
        request,
        form,
        page,
        lambda: actions.change_rule(
            family_id=family_id,
            rule_id=rule_id,
            details=form.details,
            version=form.cleaned_data["version"] or 1,
            by=request.viewer,
        ),
        differs=lambda rule: words.differences(
            rule_now(request.viewer, rule), form.details, desk.plan
        ),
    )


@require_POST
def check(
    request: ViewerRequest, family_id: UUID, rule_id: UUID | None = None
) -> HttpResponse:
    """What the rules of practice say of a rule that is being typed."""
    desk = desk_of(request, family_id, Action.WRITE_PLAN)
    row = desk.rule(rule_id) if rule_id else None
    form = _form(request, desk, row.details if row else PlanRuleDetails(kind=EVERYDAY))
    return answer_rules(request, rule_rules(desk.plan, form.typed, row))


@require_http_methods(WRITES)
def take_out(request: ViewerRequest, family_id: UUID, rule_id: UUID) -> HttpResponse:
    desk = desk_of(request, family_id, Action.WRITE_PLAN)
    row = desk.rule(rule_id)
    form = FamilySaysForm(posted(request), people=desk.people, version=row.version)
    page = ROOM.asking(
        request, desk.ground, title="Take a rule out of the plan", button="Take it out",
        lead=row.text,
    )  # fmt: skip
    return ask_again_if_stale(
        request,
        form,
        page,
        lambda: actions.withdraw_rule(
            family_id=family_id,
            rule_id=rule_id,
            author=form.one("author"),
            capacity=form.capacity("author"),
            reason=form.cleaned_data["reason"],
            version=form.cleaned_data["version"] or 1,
            by=request.viewer,
        ),
        differs=lambda rule: [("The rule now", rule.text, phrases.shortened(row.text))],
    )


@require_http_methods(WRITES)
def put_back(request: ViewerRequest, family_id: UUID, rule_id: UUID) -> HttpResponse:
    desk = desk_of(request, family_id, Action.WRITE_PLAN)
    row = desk.rule(rule_id)
    form = FamilySaysForm(
        posted(request), people=desk.people, version=row.version, asks_reason=False
    )
    page = ROOM.asking(
        request, desk.ground, title="Put a rule back in the plan", button="Put it back",
        lead=row.text,
    )  # fmt: skip
    return ask(
        request,
        form,
        page,
        lambda: actions.put_back_rule(
            family_id=family_id,
            rule_id=rule_id,
            author=form.one("author"),
            capacity=form.capacity("author"),
            by=request.viewer,
        ),
    )


def _form(
    request: ViewerRequest, desk: Desk, standing: PlanRuleDetails, version: int = 1
) -> RuleForm:
    return RuleForm(
        posted(request),
        people=desk.people,
        dangers=desk.plan.dangers,
        bottom_lines=desk.plan.bottom_lines,
        standing=standing,
        version=version,
    )


def _beside(desk: Desk, form: RuleForm, row: RuleRow | None = None) -> dict[str, Any]:
    key = [desk.ground.family.pk, *([row.id] if row else [])]
    url = reverse(f"planning:check-{'rule' if row else 'new-rule'}", args=key)
    own = "is_own_words"  # below the words, before the long list of names
    return beside(url, form, own, lambda _: rule_rules(desk.plan, form.typed, row))
