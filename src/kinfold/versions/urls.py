"""Addresses of a map's versions, and of one entry or set with all it has been."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from kinfold.versions.views import maps, placed, voices

app_name = "versions"

_versions = [
    path("", maps.versions, name="versions"),
    path("current/", maps.make_current, name="make-current"),
    path("as-it-was/", maps.as_it_was, name="as-it-was"),
    path("side-by-side/", maps.compare, name="compare"),
    path("answers/add/", voices.answer, name="add-answer"),
    path("people/add/", voices.contributor, name="add-contributor"),
]
_map: list[URLPattern | URLResolver] = [
    path("versions/", include(_versions)),
    path("dangers/<uuid:danger_id>/", placed.danger, name="danger"),
    path("entries/<uuid:entry_id>/", placed.entry, name="entry"),
]
urlpatterns = [path("families/<uuid:family_id>/map/", include(_map))]
