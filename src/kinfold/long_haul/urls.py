"""Addresses of this app."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver

app_name = "long_haul"

urlpatterns: list[URLPattern | URLResolver] = []
