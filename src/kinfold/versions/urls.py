"""Addresses of a map's versions, and of one entry or set with all it has been."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from kinfold.versions.views import (
    maps,
    placed,
    reshaping,
    standing,
    taking_off,
    undoing,
    voices,
)

app_name = "versions"

_versions = [
    path("", maps.versions, name="versions"),
    path("current/", maps.make_current, name="make-current"),
    path("as-it-was/", maps.as_it_was, name="as-it-was"),
    path("side-by-side/", maps.compare, name="compare"),
    path("answers/add/", voices.answer, name="add-answer"),
    path("purpose/", voices.purpose, name="say-purpose"),
    path("people/add/", voices.contributor, name="add-contributor"),
]
_entry = [
    path("", placed.entry, name="entry"),
    path("take-off/", taking_off.take_off, name="withdraw-entry"),
    path("put-back/", taking_off.put_back, name="put-back-entry"),
    path("disagree/", taking_off.disagree, name="disagree-entry"),
    path("split/", reshaping.split_entry, name="split-entry"),
    path("join/", reshaping.join_entry, name="join-entry"),
    path("move/", reshaping.move_entry, name="move-entry"),
    path("make-danger/", reshaping.entry_to_danger, name="make-danger-of-entry"),
    path("undo/<int:version>/", undoing.entry, name="undo-entry"),
]
_danger = [
    path("", placed.danger, name="danger"),
    path("take-off/", taking_off.take_off, name="withdraw-danger"),
    path("put-back/", taking_off.put_back, name="put-back-danger"),
    path("disagree/", taking_off.disagree, name="disagree-danger"),
    path("stands/", standing.standing, name="stand-danger"),
    path("said-back/", standing.said_back, name="say-back-danger"),
    path("split/", reshaping.split_danger, name="split-danger"),
    path("join/", reshaping.join_danger, name="join-danger"),
    path("move/", reshaping.danger_to_entry, name="move-danger"),
    path("undo/<int:version>/", undoing.danger, name="undo-danger"),
]
_map: list[URLPattern | URLResolver] = [
    path("versions/", include(_versions)),
    path("dangers/<uuid:danger_id>/", include(_danger)),
    path("entries/<uuid:entry_id>/", include(_entry)),
]
urlpatterns = [path("families/<uuid:family_id>/map/", include(_map))]
