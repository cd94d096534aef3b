"""Addresses of the words an authority uses."""

from __future__ import annotations

from django.urls import path

from kinfold.vocabulary import views

app_name = "vocabulary"

urlpatterns = [
    path("vocabulary/", views.packs, name="packs"),
    path("vocabulary/services/", views.services, name="services"),
    path("vocabulary/<slug:code>/", views.show, name="pack"),
    path("vocabulary/<slug:code>/change/", views.change, name="change"),
    path(
        "vocabulary/<slug:code>/versions/<int:number>/", views.version, name="version"
    ),
]
