"""Addresses of published figures."""

from __future__ import annotations

from django.urls import path

from kinfold.insight.views import authorities, compare, measures

app_name = "insight"

urlpatterns = [
    path("authorities/", authorities.authorities, name="authorities"),
    path("authorities/compare/", compare.compare, name="compare"),
    path("authorities/compare/figures.csv", compare.compare_csv, name="compare-csv"),
    path("authorities/measures/", measures.measures, name="measures"),
    path("authorities/measures/<str:code>/", measures.measure, name="measure"),
    path("authorities/<slug:slug>/", authorities.authority, name="authority"),
    path(
        "authorities/<slug:slug>/figures.csv",
        authorities.authority_csv,
        name="authority-csv",
    ),
    path("authorities/<slug:slug>/<str:code>/", authorities.picture, name="picture"),
    path(
        "authorities/<slug:slug>/<str:code>/figures.csv",
        authorities.picture_csv,
        name="picture-csv",
    ),
]
