"""Addresses of the app."""

from __future__ import annotations

from django.urls import URLPattern, path

from kinfold.extracts import views

app_name = "extracts"

urlpatterns: list[URLPattern] = [
    path("extracts/", views.extracts, name="extracts"),
    path("extracts/ask/", views.ask_for, name="ask"),
    path("extracts/<uuid:extract_id>/", views.extract, name="extract"),
    path("extracts/<uuid:extract_id>/decide/", views.decide, name="decide"),
    path("extracts/<uuid:extract_id>/end/", views.end, name="end"),
    path("extracts/<uuid:extract_id>/file/", views.take, name="take"),
]
