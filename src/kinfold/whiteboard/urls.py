from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from kinfold.whiteboard.views import board

app_name = "whiteboard"

urlpatterns: list[URLPattern | URLResolver] = [
    path("whiteboard/", board.show, name="board"),
    path("whiteboard/keep/", board.keep, name="keep-view"),
    path("whiteboard/views/<uuid:view_id>/let-go/", board.let_go, name="let-go-view"),
]
