from __future__ import annotations

from django.urls import URLPattern, path

from kinfold.intake import views

app_name = "intake"

urlpatterns: list[URLPattern] = [
    path("imports/", views.imports, name="imports"),
    path("imports/<uuid:import_id>/", views.one_import, name="import"),
    path(
        "imports/<uuid:import_id>/findings.csv",
        views.findings_csv,
        name="import-findings",
    ),
]
