from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

app_name = "platform"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("kinfold.platform.signin.own_urls")),
]
