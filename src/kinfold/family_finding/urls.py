"""Addresses of this app."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver

app_name = "family_finding"

urlpatterns: list[URLPattern | URLResolver] = []
