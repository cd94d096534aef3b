"""Addresses of a family's meetings."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from kinfold.meetings.views import meetings, rounds, wall, writing

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
_meeting: list[URLPattern | URLResolver] = [
    path("", meetings.show, name="meeting"),
    path("people/add/", meetings.add_person, name="add-here"),
    path(
        "people/<uuid:attendance_id>/remove/", meetings.take_off, name="take-off-here"
    ),
    path("end/", meetings.end, name="end-meeting"),
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
    path(
        "families/<uuid:family_id>/meetings/planned/<uuid:planned_id>/start/",
        meetings.start,
        name="start-planned",
    ),
    path("families/<uuid:family_id>/meetings/<uuid:meeting_id>/", include(_meeting)),
]
