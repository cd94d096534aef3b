"""Addresses of what writing costs."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from kinfold.recording import views

app_name = "recording"

urlpatterns: list[URLPattern | URLResolver] = [
    path("recording/", views.mine, name="mine"),
    path("recording/spent/", views.spent, name="spent"),
    path("recording/forget/", views.forget, name="forget"),
    path("recording/totals/", views.totals, name="totals"),
]
