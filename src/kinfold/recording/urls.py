from __future__ import annotations

from django.urls import URLPattern, URLResolver

app_name = "recording"

urlpatterns: list[URLPattern | URLResolver] = []
