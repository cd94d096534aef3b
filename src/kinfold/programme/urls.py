"""Addresses of programmes."""

from __future__ import annotations

from django.urls import path

from kinfold.programme import views

app_name = "programme"

urlpatterns = [path("programme/", views.home, name="home")]
