"""Addresses of asking about each child's mother's and father's side."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from kinfold.sides import views

app_name = "sides"

urlpatterns: list[URLPattern | URLResolver] = [
    path("families/<uuid:family_id>/network/asked/", views.write_ask, name="ask")
]
