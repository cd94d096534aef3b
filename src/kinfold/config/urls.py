"""Every address in Kinfold."""

from __future__ import annotations

from django.urls import include, path

from kinfold.config.home import home

urlpatterns = [
    path("", home, name="home"),
    path("", include("kinfold.platform.urls")),
    path("", include("kinfold.people.urls")),
    path("", include("kinfold.practice.urls")),
    path("", include("kinfold.insight.urls")),
    path("", include("kinfold.programme.urls")),
    path("account/", include("kinfold.platform.signin.urls")),
]
