"""Addresses of the long haul."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from kinfold.long_haul import views

app_name = "long_haul"

_haul: list[URLPattern | URLResolver] = [
    path("", views.show, name="long-haul"),
    path("paper/", views.paper, name="paper"),
    path("may-we-ask/", views.consent, name="write-consent"),
    path("still-standing/", views.check_in, name="write-check-in"),
]
urlpatterns: list[URLPattern | URLResolver] = [
    path("families/<uuid:family_id>/long-haul/", include(_haul))
]
