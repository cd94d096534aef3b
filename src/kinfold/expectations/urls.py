"""Addresses of what an authority hopes for."""

from __future__ import annotations

from django.urls import path

from kinfold.expectations import views

app_name = "expectations"

urlpatterns = [
    path("expectations/", views.show, name="expectations"),
    path("expectations/change/", views.change, name="change"),
]
