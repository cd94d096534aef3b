"""Addresses of a family's meetings."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from kinfold.meetings.views import (
    meetings,
    network_meeting,
    planned,
    rounds,
    wall,
    writing,
)

app_name = "meetings"

_CATEGORIES = {
    "harm": "harm",
    "factor": "complicating_factor",
    "strength": "strength",
    "step": "next_step",
}
_scale: list[URLPattern | URLResolver] = [
    path("", rounds.show, name="round"),
    path("show/", rounds.show_numbers, name="show-numbers"),
    path("<uuid:attendance_id>/", rounds.say, name="say-number"),
]
_decision: list[URLPattern | URLResolver] = [
    path("rule/", network_meeting.to_rule, name="decision-rule"),
    path("promise/", network_meeting.to_promise, name="decision-promise"),
    path("step/", network_meeting.to_step, name="decision-step"),
]
_network: list[URLPattern | URLResolver] = [
    path("", network_meeting.show, name="network-record"),
    path("how-it-was/", network_meeting.write_account, name="write-account"),
    path("decided/", network_meeting.decide, name="add-decision"),
    path("decided/<uuid:decided_id>/", include(_decision)),
    path("notes/", network_meeting.notes, name="notes"),
    path("notes/<uuid:member_id>/", network_meeting.notes_for, name="notes-for"),
    path(
        "notes/<uuid:member_id>/given/", network_meeting.give_notes, name="give-notes"
    ),
]
_planned: list[URLPattern | URLResolver] = [
    path("", planned.invitation, name="planned"),
    path("start/", meetings.start, name="start-planned"),
]
_meeting: list[URLPattern | URLResolver] = [
    path("", meetings.show, name="meeting"),
    path("people/add/", meetings.add_person, name="add-here"),
    path(
        "people/<uuid:attendance_id>/remove/", meetings.take_off, name="take-off-here"
    ),
    path("end/", meetings.end, name="end-meeting"),
    path("network/", include(_network)),
    path("wall/", wall.show, name="wall"),
    path("wall/now/", wall.follow, name="follow"),
    path("wall/turn/", wall.move, name="turn"),
    path("scales/<uuid:danger_id>/", include(_scale)),
    *(
        path(f"write/{name}/", writing.write, {"category": category}, f"write-{name}")
        for name, category in _CATEGORIES.items()
    ),
]
urlpatterns: list[URLPattern | URLResolver] = [
    path("families/<uuid:family_id>/meetings/", meetings.index, name="meetings"),
    path(
        "families/<uuid:family_id>/meetings/start/",
        meetings.start,
        name="start-meeting",
    ),
    path("families/<uuid:family_id>/meetings/ask/", planned.ask_people, name="ask"),
    path(
        "families/<uuid:family_id>/meetings/planned/<uuid:planned_id>/",
        include(_planned),
    ),
    path("families/<uuid:family_id>/meetings/<uuid:meeting_id>/", include(_meeting)),
]
