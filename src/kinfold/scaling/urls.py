"""Addresses of the scales on a family's map."""

from __future__ import annotations

from django.urls import include, path

from kinfold.scaling.views import ratings

app_name = "scaling"

_danger = [
    path("rate/", ratings.rate, name="rate"),
]
urlpatterns = [
    path("families/<uuid:family_id>/map/dangers/<uuid:danger_id>/", include(_danger)),
]
