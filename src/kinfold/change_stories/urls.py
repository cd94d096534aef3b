"""Addresses of stories of change."""

from __future__ import annotations

from django.urls import path

from kinfold.change_stories import views

app_name = "change_stories"

urlpatterns = [
    path("change-stories/", views.home, name="stories"),
    path("change-stories/bring/<uuid:programme_id>/", views.bring, name="bring"),
    path(
        "change-stories/rounds/begin/<uuid:programme_id>/",
        views.begin_round,
        name="begin-round",
    ),
    path("change-stories/rounds/<uuid:round_id>/", views.selection_round, name="round"),
    path("change-stories/rounds/<uuid:round_id>/choose/", views.choose, name="choose"),
    path("change-stories/<uuid:change_story_id>/", views.story, name="story"),
    path(
        "change-stories/<uuid:change_story_id>/consent/", views.consent, name="consent"
    ),
    path(
        "change-stories/<uuid:change_story_id>/withdraw/",
        views.withdraw,
        name="withdraw",
    ),
]
