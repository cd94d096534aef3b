"""Addresses of when a child says no to somebody."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from kinfold.child_no import views

app_name = "child_no"

_child_no: list[URLPattern | URLResolver] = [
    path("", views.show, name="everybody"),
    path("<uuid:of_whom>/", views.decide, name="decide"),
]
urlpatterns: list[URLPattern | URLResolver] = [
    path("families/<uuid:family_id>/network/child-no/", include(_child_no))
]
