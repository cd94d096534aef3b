"""Addresses of the circles."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from kinfold.circles import views

app_name = "circles"

_object: list[URLPattern | URLResolver] = [
    path("tried/", views.try_object, name="try-object"),
    path("for/<uuid:member_id>/", views.object_card, name="object-card"),
]
_circles: list[URLPattern | URLResolver] = [
    path("", views.show, name="circles"),
    path("place/", views.place, name="place"),
    path("<uuid:place_id>/network/", views.add_member, name="add-member"),
    path("safety-object/", views.objects, name="objects"),
    path("safety-object/keep/", views.keep_object, name="keep-object"),
    path("safety-object/<uuid:object_id>/", include(_object)),
]
urlpatterns: list[URLPattern | URLResolver] = [
    path("families/<uuid:family_id>/circles/", include(_circles))
]
