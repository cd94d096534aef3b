from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from kinfold.stages.views import where

app_name = "stages"

urlpatterns: list[URLPattern | URLResolver] = [
    path("families/<uuid:family_id>/stages/", where.show, name="stages"),
]
