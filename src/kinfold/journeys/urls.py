"""Addresses of journeys."""

from __future__ import annotations

from django.urls import path

from kinfold.journeys import deliverable_views, event_views, views

app_name = "journeys"
ONE = "programme/journeys/<uuid:programme_id>/<uuid:journey_of>/"
MADE = "programme/journeys/<uuid:programme_id>/deliverables/"
ONE_MADE = f"{MADE}<uuid:deliverable_id>/"

urlpatterns = [
    path("programme/journeys/", views.home, name="home"),
    path(ONE, views.journey, name="journey"),
    path(f"{ONE}begin/", views.begin, name="begin"),
    path(f"{ONE}entries/<int:entry_number>/correct/", views.correct, name="correct"),
    path(f"{ONE}events/add/", event_views.add, name="add-event"),
    path(
        f"{ONE}events/<uuid:road_event_id>/take-back/",
        event_views.take_back,
        name="take-event-back",
    ),
    path(f"{MADE}add/", deliverable_views.add, name="add-deliverable"),
    path(ONE_MADE, deliverable_views.deliverable, name="deliverable"),
    path(f"{ONE_MADE}change/", deliverable_views.change, name="change-deliverable"),
    path(f"{ONE_MADE}evidence/", deliverable_views.evidence, name="evidence"),
]
