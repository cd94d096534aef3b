"""Addresses of what is typed and not saved yet."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from kinfold.drafts import views

app_name = "drafts"

urlpatterns: list[URLPattern | URLResolver] = [
    path("drafts/", views.unfinished, name="unfinished"),
    path("drafts/keep/", views.keep, name="keep"),
    path("drafts/<uuid:draft_id>/throw-away/", views.throw_away, name="throw-away"),
]
