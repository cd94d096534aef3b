"""What a decision becomes: a rule, a promise or a next step."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from kinfold.commitments.forms import AskForm as PromiseForm
from kinfold.commitments.views import desk as promises
from kinfold.meetings.forms import StepForm
from kinfold.meetings.selectors import DecisionRow, MeetingRow, decisions_of, meeting_of
from kinfold.meetings.views.frame import ASKS, asking, on_map
from kinfold.network_meetings import actions
from kinfold.network_meetings.views.frame import record_url
from kinfold.planning.forms import RuleForm
from kinfold.planning.views.frame import desk_of
from kinfold.platform.errors import NotFound
from kinfold.platform.http import ViewerRequest, posted
from kinfold.practice.selectors import ground_of
from kinfold.practice.selectors.members import Ground
from kinfold.records.views.asking import ask
from kinfold_core.access import Action
from kinfold_core.practice.plan_written import PlanRuleDetails

EVERYDAY = "everyday_arrangement"


@require_http_methods(ASKS)
def to_rule(
    request: ViewerRequest, family_id: UUID, meeting_id: UUID, decided_id: UUID
) -> HttpResponse:
    """A decision becomes a rule, in the words that the family now says it in."""
    desk = desk_of(request, family_id, Action.WRITE_PLAN)
    ground, meeting, decision = _open(request, family_id, meeting_id, decided_id)
    only = [one.id for one in desk.plan.dangers]
    form = RuleForm(
        posted(request),
        people=desk.people,
        dangers=desk.plan.dangers,
        bottom_lines=desk.plan.bottom_lines,
        standing=PlanRuleDetails(
            kind=EVERYDAY, danger_ids=tuple(only) if len(only) == 1 else ()
        ),
    )
    form.initial["text"] = decision.text
    return _becomes(
        request, (ground, meeting, decision), form, actions.make_rule,
        title="A rule of their plan", button="Put it in the plan",
        template="network_meetings/to_rule.html", done="It is in the plan now",
    )  # fmt: skip


@require_http_methods(ASKS)
def to_promise(
    request: ViewerRequest, family_id: UUID, meeting_id: UUID, decided_id: UUID
) -> HttpResponse:
    """A decision becomes what one person of the network is asked to do."""
    desk = promises.desk_of(request, family_id, Action.WRITE_NETWORK)
    ground, meeting, decision = _open(request, family_id, meeting_id, decided_id)
    form = PromiseForm(posted(request), asks=promises.asks_of(request, desk))
    form.initial["does"] = decision.text
    return _becomes(
        request, (ground, meeting, decision), form,
        lambda **more: actions.make_promise(member_id=form.member_id, **more),
        title="Ask somebody to do it", button="Keep it, and ask them",
        lead="It counts once they said yes to these words themselves.",
        done="It is kept. Ask them for their own yes",
    )  # fmt: skip


@require_http_methods(ASKS)
def to_step(
    request: ViewerRequest, family_id: UUID, meeting_id: UUID, decided_id: UUID
) -> HttpResponse:
    """A decision becomes a next step on the map."""
    ground, meeting, decision = _open(request, family_id, meeting_id, decided_id)
    form = StepForm(posted(request), chairs=meeting.chairs)
    form.initial["text"] = decision.text
    return _becomes(
        request, (ground, meeting, decision), form,
        lambda **more: on_map(lambda: actions.make_step(**more)),
        title="A next step", button="Put it on the map", done="It is on the map now",
    )  # fmt: skip


def _open(
    request: ViewerRequest, family_id: UUID, meeting_id: UUID, decided_id: UUID
) -> tuple[Ground, MeetingRow, DecisionRow]:
    ground = ground_of(request.viewer, family_id, Action.RUN_MEETING)
    meeting = meeting_of(request.viewer, family_id, meeting_id, with_answers=False)
    for one in decisions_of(request.viewer, meeting_id):
        if one.id == decided_id:
            return ground, meeting, one
    raise NotFound("decision")


def _becomes(
    request: ViewerRequest,
    here: tuple[Ground, MeetingRow, DecisionRow],
    form: Any,
    save: Callable[..., object],
    **more: Any,
) -> HttpResponse:
    """Ask for what a decision becomes, and go back to the list of them."""
    ground, meeting, decision = here
    page = asking(
        request, ground, form, meeting=meeting,
        back_url=record_url(meeting, "decisions"),
        **{"lead": f"It was decided: {decision.text}"} | more,
    )  # fmt: skip
    known = {"family_id": ground.family.pk, "decision_id": decision.id}
    return ask(
        request,
        form,
        page,
        lambda: save(**known, details=form.details, by=request.viewer),
    )
