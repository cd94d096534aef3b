"""Addresses of family time."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from kinfold.family_time import views

app_name = "family_time"

_time: list[URLPattern | URLResolver] = [
    path("", views.show, name="family-time"),
    path("begin/", views.begin, name="begin"),
    path("<uuid:ladder_id>/step/", views.add_step, name="add-step"),
    path("<uuid:ladder_id>/end/", views.end, name="end"),
    path("steps/<uuid:time_step_id>/decide/", views.decide, name="decide"),
]
urlpatterns: list[URLPattern | URLResolver] = [
    path("families/<uuid:family_id>/family-time/", include(_time))
]
