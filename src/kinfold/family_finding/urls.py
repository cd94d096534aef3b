"""Addresses of Family Finding."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from kinfold.family_finding.views import overview, people

app_name = "family_finding"

_found = [
    path("", people.edit, name="edit-found"),
    path("wish/", people.wish, name="wish"),
    path("safety/", people.safety, name="safety"),
    path("reach/", people.reach, name="reach"),
    path("answer/", people.reply, name="answer"),
    path("join/", people.join, name="join"),
]
_episode: list[URLPattern | URLResolver] = [
    path("change/", overview.change, name="change-episode"),
    path("stage/", overview.set_stage, name="set-stage"),
    path("end/", overview.end, name="end"),
    path("people/", people.show, name="people"),
    path("people/add/", people.add, name="add-people"),
    path("people/<uuid:found_id>/", include(_found)),
    path("searches/add/", people.search, name="add-search"),
]
_finding: list[URLPattern | URLResolver] = [
    path("", overview.show, name="finding"),
    path("begin/", overview.begin, name="begin"),
    path("<uuid:episode_id>/", include(_episode)),
]
urlpatterns: list[URLPattern | URLResolver] = [
    path("families/<uuid:family_id>/family-finding/", include(_finding))
]
