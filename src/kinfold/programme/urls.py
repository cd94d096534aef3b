"""Addresses of programmes."""

from __future__ import annotations

from django.urls import path

from kinfold.programme import views

app_name = "programme"

urlpatterns = [
    path("programme/", views.home, name="home"),
    path("programme/show/<str:code>/", views.show_measure, name="show-measure"),
    path("programme/measures/<uuid:shown_id>/", views.measure, name="measure"),
    path(
        "programme/measures/<uuid:shown_id>/take-back/",
        views.take_measure_back,
        name="take-measure-back",
    ),
]
