"""Addresses of a map's versions, and of one entry or set with all it has been."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from kinfold.versions.views import placed

app_name = "versions"

_map: list[URLPattern | URLResolver] = [
    path("dangers/<uuid:danger_id>/", placed.danger, name="danger"),
    path("entries/<uuid:entry_id>/", placed.entry, name="entry"),
]
urlpatterns = [path("families/<uuid:family_id>/map/", include(_map))]
