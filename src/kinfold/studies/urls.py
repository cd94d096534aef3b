"""Addresses of studies."""

from __future__ import annotations

from django.urls import path

from kinfold.studies.views import panels, protocols, reading

app_name = "studies"

_ROOT = "evaluation/studies/"
_ONE = f"{_ROOT}<slug:study>/"

urlpatterns = [
    path(_ROOT, reading.registry, name="home"),
    path(f"{_ROOT}panels/", panels.panels, name="panels"),
    path(f"{_ROOT}panels/england/", panels.england, name="panel-of-england"),
    path(f"{_ROOT}panels/upload/", panels.upload, name="panel-of-a-file"),
    path(f"{_ROOT}panels/<uuid:panel_id>/", protocols.panel, name="panel"),
    path(_ONE, reading.design, name="design"),
    path(f"{_ONE}results/", reading.results, name="results"),
    path(f"{_ONE}results/<int:number>/", reading.outcome, name="outcome"),
    path(f"{_ONE}files/<slug:what>/", reading.taken_away, name="file"),
    path(f"{_ONE}deviation/", protocols.deviation, name="deviate"),
    path(f"{_ONE}run/", protocols.run, name="run"),
    path(f"{_ONE}run/cancel/", protocols.cancel, name="run-cancel"),
]
