"""Addresses of the scales on a family's map."""

from __future__ import annotations

from django.urls import include, path

from kinfold.scaling.views import ends, ratings, trends
from kinfold_core.practice.scales import SCALE_ENDS

app_name = "scaling"

_danger = [
    path("rate/", ratings.rate, name="rate"),
    *(
        path(f"{kind}/rate/", ratings.rate, {"scale_type": kind}, name=f"rate-{kind}")
        for kind in SCALE_ENDS
        if kind != "safety"
    ),
    *(
        path(f"{kind}/ends/", ends.write, {"scale_type": kind}, name=f"ends-{kind}")
        for kind in SCALE_ENDS
        if kind != "safety"
    ),
    path("scales/", trends.scales, name="scales"),
]
urlpatterns = [
    path("families/<uuid:family_id>/map/dangers/<uuid:danger_id>/", include(_danger)),
]
