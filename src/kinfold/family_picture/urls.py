"""Addresses of the family picture."""

from __future__ import annotations

from django.urls import URLPattern, path

from kinfold.family_picture import views

app_name = "family_picture"

urlpatterns: list[URLPattern] = [
    path("families/<uuid:family_id>/picture/", views.show, name="picture"),
    path("families/<uuid:family_id>/picture/around/", views.around, name="around"),
    path("families/<uuid:family_id>/picture/around/line/", views.line, name="line"),
]
