"""Addresses of programmes."""

from __future__ import annotations

from django.urls import path

from kinfold.programme import home_views, views

app_name = "programme"

urlpatterns = [
    path("programme/", home_views.home, name="home"),
    path("programme/at-a-glance.<str:kind>", home_views.glance_file, name="glance"),
    path("programme/authorities/<slug:place>/", home_views.place, name="place"),
    path("programme/measures/", views.measures, name="measures"),
    path("programme/show/<str:code>/", views.show_measure, name="show-measure"),
    path("programme/measures/<uuid:shown_id>/", views.measure, name="measure"),
    path(
        "programme/measures/<uuid:shown_id>/take-back/",
        views.take_measure_back,
        name="take-measure-back",
    ),
]
