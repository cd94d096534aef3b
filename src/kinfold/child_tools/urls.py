"""Addresses of what children say."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from kinfold.child_tools.views import (
    drawing,
    files,
    finishing,
    items,
    sessions,
)

app_name = "child_tools"

_item = [
    path("", items.edit, name="item"),
    path("draw/", drawing.draw, name="draw"),
    path("picture/", drawing.save, name="save-picture"),
    path("paper/", files.paper, name="paper"),
    path("sound/", files.sound, name="sound"),
    path("take-out/", items.take_out, name="take-out"),
]
_session: list[URLPattern | URLResolver] = [
    path("", sessions.show, name="session"),
    path("around/", sessions.around, name="around"),
    path("add/", items.add, name="add-item"),
    path("must-act/", finishing.disclose, name="disclose"),
    path("read-back/", finishing.read_back, name="read-back"),
    path("finish/", finishing.finish, name="finish"),
]
_room: list[URLPattern | URLResolver] = [
    path("", sessions.index, name="tools"),
    path("begin/", sessions.begin, name="begin"),
    path("files/<uuid:tool_file_id>/", files.send, name="file"),
    path("things/<uuid:tool_item_id>/", include(_item)),
    path("<uuid:tool_session_id>/", include(_session)),
]
urlpatterns: list[URLPattern | URLResolver] = [
    path("families/<uuid:family_id>/child-tools/", include(_room))
]
