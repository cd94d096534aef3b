"""A meeting as one of family and network: how it was, its decisions, its notes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from kinfold.commitments.forms import AskForm as PromiseForm
from kinfold.commitments.views import desk as promises
from kinfold.meetings import actions
from kinfold.meetings.forms import AccountForm, DecideForm, StepForm
from kinfold.meetings.presenters.network_meeting import (
    account_differences,
    notes_lines,
    notes_of,
    record_page,
)
from kinfold.meetings.selectors import (
    DecisionRow,
    MeetingRow,
    accounts_of,
    asked_to,
    decisions_of,
    is_kept_apart_from,
    meeting_of,
    notes_given,
    who_knows,
)
from kinfold.meetings.views.frame import ASKS, address, asking, frame, on_map
from kinfold.networks.presenters.people import people_around
from kinfold.networks.selectors import network_of
from kinfold.networks.views.frame import ask_again_if_stale
from kinfold.people.selectors.private_words import marks_for_any_hand
from kinfold.planning.forms import RuleForm
from kinfold.planning.views.frame import desk_of
from kinfold.platform.errors import NotFound
from kinfold.platform.htmx import render_page
from kinfold.platform.http import ViewerRequest
from kinfold.practice.selectors import ground_of
from kinfold.practice.selectors.members import Ground
from kinfold.practice.views.frame import note_page, posted
from kinfold.records.selectors import may_with
from kinfold.records.views.asking import ask
from kinfold.supervision.views.frame import press
from kinfold.vocabulary.selectors import pack_of_family
from kinfold_core.access import Action
from kinfold_core.people.private_words import leave_out
from kinfold_core.practice.network_meeting import NETWORK_MEETING
from kinfold_core.practice.plan_written import PlanRuleDetails

CRUMB = "With family and network"
EVERYDAY = "everyday_arrangement"


@require_safe
def show(request: ViewerRequest, family_id: UUID, meeting_id: UUID) -> HttpResponse:
    """How it was, what became of what was decided, and who gets which notes."""
    viewer = request.viewer
    ground = ground_of(viewer, family_id)
    meeting = meeting_of(viewer, family_id, meeting_id, with_answers=False)
    page = record_page(
        meeting,
        accounts_of(viewer, family_id).get(meeting_id),
        decisions_of(viewer, meeting_id),
        asked_to(viewer, meeting_id),
    )
    note_page(request, ground, "meetings.network_record")
    context = frame(
        ground,
        CRUMB,
        meeting=meeting,
        page=page,
        may_run=bool(may_with(viewer, Action.RUN_MEETING, ground.family)),
    )
    return render_page(request, "meetings/network_record.html", context)


@require_http_methods(ASKS)
def write_account(
    request: ViewerRequest, family_id: UUID, meeting_id: UUID
) -> HttpResponse:
    viewer = request.viewer
    ground = ground_of(viewer, family_id, Action.RUN_MEETING)
    meeting = meeting_of(viewer, family_id, meeting_id, with_answers=False)
    is_family = meeting.kind == "family_meeting"
    form = AccountForm(
        posted(request),
        people=people_around(ground.people, network_of(viewer, family_id)),
        meeting=meeting,
        standing=accounts_of(viewer, family_id).get(meeting_id),
        counts_as=[NETWORK_MEETING] if is_family else [],
    )
    page = asking(
        request, ground, form, meeting=meeting, title="How the meeting was",
        button="Save", back_url=address("network-record", meeting),
    )  # fmt: skip
    return ask_again_if_stale(
        request,
        form,
        page,
        lambda: actions.write_account(
            family_id=family_id,
            meeting_id=meeting_id,
            details=form.details,
            was=form.was,
            by=viewer,
        ),
        differs=lambda _: account_differences(
            accounts_of(viewer, family_id)[meeting_id], form.details
        ),
        stamp=lambda row: str(row.pk),
    )


@require_http_methods(ASKS)
def decide(request: ViewerRequest, family_id: UUID, meeting_id: UUID) -> HttpResponse:
    ground = ground_of(request.viewer, family_id, Action.RUN_MEETING)
    meeting = meeting_of(request.viewer, family_id, meeting_id, with_answers=False)
    form = DecideForm(posted(request))
    page = asking(
        request, ground, form, meeting=meeting, title="Something was decided",
        button="Write it down",
        back_url=f"{address('network-record', meeting)}#decisions",
    )  # fmt: skip
    return ask(
        request,
        form,
        page,
        lambda: actions.decide(
            family_id=family_id,
            meeting_id=meeting_id,
            text=form.cleaned_data["text"],
            by=request.viewer,
        ),
    )


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
        template="meetings/to_rule.html", done="It is in the plan now",
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


@require_safe
def notes(request: ViewerRequest, family_id: UUID, meeting_id: UUID) -> HttpResponse:
    """Who gets which notes: by what each of them has been told."""
    viewer = request.viewer
    ground = ground_of(viewer, family_id)
    meeting = meeting_of(viewer, family_id, meeting_id, with_answers=False)
    lines = notes_lines(
        meeting,
        who_knows(viewer, family_id),
        notes_given(viewer, meeting_id),
        pack_of_family(viewer, family_id),
    )
    note_page(request, ground, "meetings.notes")
    context = frame(ground, "Notes for each", meeting=meeting, lines=lines)
    return render_page(request, "meetings/notes.html", context)


@require_safe
def notes_for(
    request: ViewerRequest, family_id: UUID, meeting_id: UUID, member_id: UUID
) -> HttpResponse:
    """The notes of one person, to print."""
    viewer = request.viewer
    ground = ground_of(viewer, family_id)
    meeting = meeting_of(viewer, family_id, meeting_id, with_answers=False)
    people = who_knows(viewer, family_id)
    member = next((one for one in people if one.id == member_id), None)
    if member is None:
        raise NotFound("member of the network")
    page = notes_of(
        meeting,
        accounts_of(viewer, family_id).get(meeting_id),
        decisions_of(viewer, meeting_id),
        member,
        is_kept_apart=is_kept_apart_from(viewer, ground, meeting, member),
    )
    page, left_out = leave_out(page, marks_for_any_hand(viewer, family_id))
    note_page(request, ground, "meetings.notes")
    context = frame(
        ground,
        f"For {member.name}",
        meeting=meeting,
        page=page,
        left_out=left_out,
        may_run=bool(may_with(viewer, Action.RUN_MEETING, ground.family)),
    )
    return render_page(request, "meetings/notes_for.html", context)


@require_POST
def give_notes(
    request: ViewerRequest, family_id: UUID, meeting_id: UUID, member_id: UUID
) -> HttpResponse:
    """They have them."""
    return press(
        request,
        reverse("meetings:notes", args=[family_id, meeting_id]),
        lambda: actions.give_notes(
            family_id=family_id,
            meeting_id=meeting_id,
            member_id=member_id,
            by=request.viewer,
        ),
        "Written down",
    )


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
        back_url=f"{address('network-record', meeting)}#decisions",
        **{"lead": f"It was decided: {decision.text}"} | more,
    )  # fmt: skip
    known = {"family_id": ground.family.pk, "decision_id": decision.id}
    return ask(
        request,
        form,
        page,
        lambda: save(**known, details=form.details, by=request.viewer),
    )
