"""The meetings of a family: starting one, who is there, how it ends."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from kinfold.meetings import actions
from kinfold.meetings.forms import EndingForm, PersonForm, StartForm
from kinfold.meetings.presenters.meetings import (
    cards,
    people_lines,
    ratio,
    round_lines,
    title_of,
)
from kinfold.meetings.presenters.planned import counted, planned_cards
from kinfold.meetings.presenters.wall import next_line, wall
from kinfold.meetings.selectors import (
    accounts_of,
    decisions_of,
    held_of,
    is_to_end,
    meeting_of,
    meetings_of,
    offered_people,
    planned_of,
    planned_one,
)
from kinfold.meetings.views.frame import (
    ASKS,
    address,
    asking,
    frame,
    meeting_url,
    slides,
)
from kinfold.networks.views.frame import ask_again_if_stale
from kinfold.platform.htmx import render_page
from kinfold.platform.http import ViewerRequest, posted
from kinfold.platform.viewer import Viewer
from kinfold.practice.selectors import ground_of, living_map
from kinfold.practice.views.frame import note_page
from kinfold.records.selectors import may_with
from kinfold.records.selectors.lists import active_workers
from kinfold.records.views.asking import ask
from kinfold.stages.selectors.closing import exit_meeting_of
from kinfold.supervision.views.frame import press
from kinfold_core.access import Action
from kinfold_core.people.dates import day_in_words
from kinfold_core.practice.network_meeting import meeting_counts

TO_END_LEAD = (
    "This meeting ends the work. Who came and what you write here is kept as the "
    "meeting to end with, so nobody writes it twice."
)


@require_safe
def index(request: ViewerRequest, family_id: UUID) -> HttpResponse:
    """Every meeting of the family, with who was there and what was decided."""
    viewer = request.viewer
    ground = ground_of(viewer, family_id)
    meetings = meetings_of(viewer, family_id)
    rows = cards(meetings)
    held = held_of(viewer, meetings, accounts_of(viewer, family_id))
    note_page(request, ground, "meetings.meetings")
    context = frame(
        ground,
        counted=counted(meeting_counts(held, timezone.localdate())),
        planned=planned_cards(family_id, planned_of(viewer, family_id)),
        cards=rows,
        going_on=next((card for card in rows if card.is_open), None),
        may_run=bool(may_with(viewer, Action.RUN_MEETING, ground.family)),
    )
    return render_page(request, "meetings/meetings.html", context)


@require_http_methods(ASKS)
def start(
    request: ViewerRequest, family_id: UUID, planned_id: UUID | None = None
) -> HttpResponse:
    """Begin one now; `planned_id` is the one that people were asked to."""
    viewer = request.viewer
    ground = ground_of(viewer, family_id, Action.RUN_MEETING)
    asked = planned_one(viewer, family_id, planned_id) if planned_id else None
    form = StartForm(
        posted(request),
        offered=offered_people(viewer, ground),
        me=viewer.worker_id,
        asked=asked,
    )
    page = asking(
        request, ground, form, title="Start a meeting", button="Start the meeting",
        lead="The map goes on the wall, and everybody sees what is written.",
        template="meetings/start.html", done="",
    )  # fmt: skip

    def save() -> None:
        meeting = actions.start_meeting(
            family_id=family_id,
            kind=form.cleaned_data["kind"],
            place=form.cleaned_data["place"],
            people=form.cleaned_data["people"],
            planned_id=planned_id,
            by=viewer,
        )
        begun.append(reverse("meetings:meeting", args=[family_id, meeting.pk]))

    begun: list[str] = []
    answer = ask(request, form, page, save)
    if begun:
        answer["Location"] = begun[0]
    return answer


@require_safe
def show(request: ViewerRequest, family_id: UUID, meeting_id: UUID) -> HttpResponse:
    """The desk of a meeting, and the remote of its wall on a telephone."""
    viewer = request.viewer
    ground = ground_of(viewer, family_id)
    meeting = meeting_of(viewer, family_id, meeting_id)
    standing = living_map(viewer, family_id)
    pages = slides(viewer, ground, standing, meeting)
    is_for_end = is_to_end(viewer, meeting_id)
    kept = exit_meeting_of(viewer, family_id)
    note_page(request, ground, "meetings.meeting")
    context = frame(
        ground,
        title_of(meeting),
        title=title_of(meeting),
        people=people_lines(meeting),
        ratio=ratio(meeting.chairs),
        rounds=round_lines(meeting, standing.dangers),
        slides=pages,
        wall=wall(pages, meeting.on_wall),
        next_line=next_line(meeting.next_on),
        steps=[step for page in pages for step in page.steps],
        may_run=bool(may_with(viewer, Action.RUN_MEETING, ground.family)),
        is_to_end=is_for_end,
        is_still_kept=bool(kept and kept.meeting_id == meeting_id) and not is_for_end,
    )
    context["meeting"] = meeting
    return render_page(request, "meetings/meeting.html", context)


@require_http_methods(ASKS)
def add_person(
    request: ViewerRequest, family_id: UUID, meeting_id: UUID
) -> HttpResponse:
    viewer = request.viewer
    ground = ground_of(viewer, family_id, Action.RUN_MEETING)
    meeting = meeting_of(viewer, family_id, meeting_id)
    form = PersonForm(
        posted(request),
        offered=offered_people(viewer, ground),
        workers=[(str(one.pk), one.name) for one in active_workers(viewer)],
        seated=[chair.who for chair in meeting.chairs],
    )
    page = asking(
        request, ground, form, meeting=meeting, title="Who else is here?",
        button="Add them", back_url=meeting_url(meeting, "people"),
    )  # fmt: skip
    return ask(
        request,
        form,
        page,
        lambda: actions.add_person(
            family_id=family_id,
            meeting_id=meeting_id,
            person=form.cleaned_data["person"],
            by=viewer,
        ),
    )


@require_POST
def take_off(
    request: ViewerRequest, family_id: UUID, meeting_id: UUID, attendance_id: UUID
) -> HttpResponse:
    url = reverse("meetings:meeting", args=[family_id, meeting_id])
    return press(
        request,
        f"{url}#people",
        lambda: actions.take_off(
            family_id=family_id,
            meeting_id=meeting_id,
            attendance_id=attendance_id,
            by=request.viewer,
        ),
    )


@require_http_methods(ASKS)
def end(request: ViewerRequest, family_id: UUID, meeting_id: UUID) -> HttpResponse:
    """What was decided; written again later, two people see each other's words."""
    viewer = request.viewer
    ground = ground_of(viewer, family_id, Action.RUN_MEETING)
    meeting = meeting_of(viewer, family_id, meeting_id)
    form = EndingForm(
        posted(request),
        decided=_decided(viewer, meeting_id),
        next_on=meeting.next_on,
        version=meeting.version,
    )
    title = "End the meeting" if meeting.is_open else "Change what was decided"
    pages = slides(viewer, ground, living_map(viewer, family_id), meeting)
    page = asking(
        request, ground, form, meeting=meeting, title=title, button=title,
        template="meetings/end.html", done="Kept",
        lead=TO_END_LEAD if is_to_end(viewer, meeting_id) else "",
        extra={
            "steps": [step for page in pages for step in page.steps],
            "step_url": address("write-step", meeting),
        },
    )  # fmt: skip
    return ask_again_if_stale(
        request,
        form,
        page,
        lambda: actions.end_meeting(
            family_id=family_id,
            meeting_id=meeting_id,
            ending=form.ending,
            version=form.cleaned_data["version"] or 1,
            by=viewer,
        ),
        differs=lambda standing: _differences(
            _decided(viewer, meeting_id), standing.next_on, form
        ),
    )


def _decided(viewer: Viewer, meeting_id: UUID) -> str:
    return "\n".join(one.text for one in decisions_of(viewer, meeting_id))


def _differences(
    decided: str, next_on: Any, form: EndingForm
) -> list[tuple[str, str, str]]:
    typed = form.ending
    return [
        ("What did you decide together?", decided, typed.decided),
        ("When do you meet again?", _day(next_on), _day(typed.next_on)),
    ]


def _day(day: Any) -> str:
    return day_in_words(day) if day else ""
