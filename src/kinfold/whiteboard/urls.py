from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from kinfold.whiteboard.views import board, teams

app_name = "whiteboard"

urlpatterns: list[URLPattern | URLResolver] = [
    path("whiteboard/", board.show, name="board"),
    path("whiteboard/teams/", teams.show, name="teams"),
    path("whiteboard/keep/", board.keep, name="keep-view"),
    path("whiteboard/views/<uuid:view_id>/let-go/", board.let_go, name="let-go-view"),
]
