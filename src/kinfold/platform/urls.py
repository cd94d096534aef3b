"""Addresses of the ground itself: doors, jobs, files, the look."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from kinfold.platform.views import audit, design, empty, theme

app_name = "platform"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("kinfold.platform.signin.own_urls")),
    path("audit/", audit.audit, name="audit"),
    path("design/", design.design, name="design"),
    path("design/family/", design.family_page, name="design-family"),
    path("design/empty/", empty.empty, name="empty"),
    path("theme/", theme.choose_theme, name="theme"),
]
