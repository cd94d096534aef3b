"""What closing needs, who stays, the meeting to end with, and the end."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from kinfold.networks.selectors import network_of
from kinfold.networks.views.frame import ask_again_if_stale
from kinfold.platform.htmx import render_page
from kinfold.platform.http import ViewerRequest, posted
from kinfold.practice.selectors import ground_of
from kinfold.practice.selectors.members import Ground
from kinfold.practice.views.frame import WRITES, note_page
from kinfold.records.selectors import may_with
from kinfold.records.views.asking import ask
from kinfold.stages.actions import ending
from kinfold.stages.forms.ending import (
    EndForm,
    ExitMeetingForm,
    GivenAndAskedForm,
    LongHaulForm,
)
from kinfold.stages.presenters.closing_page import closing_page
from kinfold.stages.selectors.agreed import agreed_of
from kinfold.stages.selectors.closing import (
    checklist_rules,
    closing_of,
    exit_meeting_of,
    said_since_of,
)
from kinfold.stages.views.frame import (
    CLOSING,
    asking,
    differences,
    read_before,
)
from kinfold_core.access import Action
from kinfold_core.practice.network import Network

HAUL_FIELDS = (
    "who_stays", "coordinator", "rhythm", "triggers", "who_to_ring", "emergency",
    "turning_points", "child_copy",
)  # fmt: skip
GIVEN_FIELDS: tuple[str, ...] = ("copies_given_to", "feedback_offered")
MEETING_FIELDS = ("held_on", "people", "said", *GIVEN_FIELDS)


@require_safe
def show(request: ViewerRequest, family_id: UUID) -> HttpResponse:
    """The list of what has to be there before the work ends, and what shows it."""
    viewer = request.viewer
    ground = ground_of(viewer, family_id)
    state = closing_of(viewer, ground.family, today=timezone.localdate())
    note_page(request, ground, CLOSING.page)
    context = CLOSING.context(
        ground,
        page=closing_page(family_id, state, checklist_rules(viewer)),
        said_since=said_since_of(viewer, state.exit_meeting),
        may_write=bool(may_with(viewer, Action.WRITE_PLAN, ground.family)),
        may_end=bool(may_with(viewer, Action.CHANGE_STATUS, ground.family)),
    )
    context["sections"] = ()
    return render_page(request, "stages/closing.html", context)


@require_http_methods(WRITES)
def long_haul(request: ViewerRequest, family_id: UUID) -> HttpResponse:
    """Who stays when services have gone."""
    viewer = request.viewer
    ground = ground_of(viewer, family_id, Action.WRITE_PLAN)
    initial = read_before(agreed_of(viewer, family_id), HAUL_FIELDS)
    people = _may_stay(ground, network_of(viewer, family_id))
    form = LongHaulForm(posted(request), initial=initial, people=people)
    page = asking(
        request, ground, title="Who stays",
        lead="Write it with the family and their people. It stays theirs when we go.",
    )  # fmt: skip
    return ask_again_if_stale(
        request,
        form,
        page,
        lambda: ending.agree_long_haul(
            family_id=family_id, details=form.details, was=form.was, by=viewer
        ),
        differs=lambda row: differences(form, row, HAUL_FIELDS),
        stamp=lambda row: str(row.pk),
    )


def _may_stay(ground: Ground, network: Network) -> list[str]:
    """The names of those who may stay: the network, then the grown-ups at home."""
    known = {one.who.person_id for one in network.people}
    return [one.name for one in network.here] + [
        one.name
        for one in ground.people
        if one.is_family and not one.is_child and one.person_id not in known
    ]


@require_http_methods(WRITES)
def exit_meeting(request: ViewerRequest, family_id: UUID) -> HttpResponse:
    """The meeting to end with. Told at the meeting itself, only the rest is asked;
    whoever was asked all of it before that is answered with all they typed."""
    viewer = request.viewer
    ground = ground_of(viewer, family_id, Action.WRITE_PLAN)
    standing = exit_meeting_of(viewer, family_id)
    is_another = "another" in request.GET
    asks_all = is_another or "said" in request.POST
    told = standing.as_told if standing and not asks_all else None
    form: ExitMeetingForm | GivenAndAskedForm
    if told is not None:
        names, lead = GIVEN_FIELDS, "The meeting says who came and what was said."
        initial = read_before(standing, names)
        form = GivenAndAskedForm(posted(request), initial=initial, told=told)
    else:
        names = MEETING_FIELDS
        lead = "Everybody who stays hears what has changed and what comes next."
        initial = read_before(standing, () if is_another else names)
        form = ExitMeetingForm(posted(request), initial=initial)
    page = asking(request, ground, title="The meeting to end with", lead=lead)
    return ask_again_if_stale(
        request,
        form,
        page,
        lambda: ending.hold_exit_meeting(
            family_id=family_id, details=form.details, was=form.was, by=viewer
        ),
        differs=lambda row: differences(form, row, names),
        stamp=lambda row: str(row.pk),
    )


@require_http_methods(WRITES)
def close(request: ViewerRequest, family_id: UUID) -> HttpResponse:
    """End the work: as agreed, or another way with its reason."""
    viewer = request.viewer
    ground = ground_of(viewer, family_id, Action.CHANGE_STATUS)
    state = closing_of(viewer, ground.family, today=timezone.localdate())
    form = EndForm(posted(request), is_open=bool(state.open))
    page = asking(
        request, ground, title="Close the record", button="Close the record",
        lead="The family's copy, their plan and their people stay theirs, and the "
        "record can be opened again.",
        done="The record is closed",
    )  # fmt: skip
    page.more["stopping"] = [one for one in state.findings if one.is_blocking]
    return ask(
        request,
        form,
        page,
        lambda: ending.end_work(
            family_id=family_id,
            ended_on=form.cleaned_data["ended_on"],
            how=form.cleaned_data["how"],
            reason=form.cleaned_data["reason"],
            by=viewer,
        ),
        done_url=reverse("stages:stages", args=[family_id]),
    )
