from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from kinfold.stages.views import closing, where

app_name = "stages"

_family: list[URLPattern | URLResolver] = [
    path("stages/", where.show, name="stages"),
    path("closing/", closing.show, name="closing"),
    path("closing/who-stays/", closing.long_haul, name="long-haul"),
    path("closing/meeting/", closing.exit_meeting, name="exit-meeting"),
    path("close/", closing.close, name="close"),
]
urlpatterns: list[URLPattern | URLResolver] = [
    path("families/<uuid:family_id>/", include(_family))
]
