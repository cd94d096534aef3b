"""Addresses of the child's own pictures, beside the other pages of the episode."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from kinfold.belonging.views import pictures

app_name = "belonging"

_pictures: list[URLPattern | URLResolver] = [
    path("", pictures.show, name="pictures"),
    path("places/", pictures.places, name="add-places"),
    path("people/", pictures.connections, name="add-connections"),
]
urlpatterns: list[URLPattern | URLResolver] = [
    path(
        "families/<uuid:family_id>/family-finding/<uuid:episode_id>/pictures/",
        include(_pictures),
    )
]
