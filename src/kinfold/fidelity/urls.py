"""Addresses of what was recorded of the practice."""

from __future__ import annotations

from django.urls import path

from kinfold.fidelity.views import outcomes, profile

app_name = "fidelity"

urlpatterns = [
    path("fidelity/", profile.home, name="home"),
    path("fidelity/outcomes/", outcomes.outcomes, name="outcomes"),
    path("fidelity/figures.<slug:form>", profile.figures, name="figures"),
    path("fidelity/teams/<uuid:team_id>/", profile.team, name="team"),
    path("fidelity/elements/<slug:code>/", profile.element, name="element"),
]
