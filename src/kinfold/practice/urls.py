"""Addresses of a family's map."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from kinfold.practice.views import dangers, entries, maps, rules

app_name = "practice"

_entry = [
    path("edit/", entries.edit, name="edit-entry"),
    path("edit/check/", rules.entry, name="check-entry"),
]
_danger = [
    path("edit/", dangers.edit, name="edit-danger"),
    path("edit/check/", rules.danger, name="check-danger"),
]
_map: list[URLPattern | URLResolver] = [
    path("", maps.show, name="map"),
    path("dangers/add/", dangers.add, name="add-danger"),
    path("dangers/add/check/", rules.danger, name="check-new-danger"),
    path("dangers/<uuid:danger_id>/", include(_danger)),
    path("entries/<uuid:entry_id>/", include(_entry)),
    path("add/<slug:category>/", entries.add, name="add-entry"),
    path("add/<slug:category>/check/", rules.new_entry, name="check-new-entry"),
]
urlpatterns = [path("families/<uuid:family_id>/map/", include(_map))]
