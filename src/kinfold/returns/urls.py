from __future__ import annotations

from django.urls import URLPattern, path

from kinfold.returns import views

app_name = "returns"

urlpatterns: list[URLPattern] = [
    path("returns/", views.returns, name="returns"),
    path("returns/own-record/", views.own_record, name="own-record"),
    path("returns/<uuid:return_id>/", views.one_return, name="return"),
    path("returns/<uuid:return_id>/findings.csv", views.findings_csv, name="findings"),
    path("returns/<uuid:return_id>/delete/", views.delete, name="delete"),
]
