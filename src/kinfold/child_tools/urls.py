"""Addresses of what children say."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from kinfold.child_tools.views import (
    after,
    drawing,
    feeding,
    files,
    items,
    sessions,
    sharing,
)

app_name = "child_tools"

_item = [
    path("", items.edit, name="item"),
    path("draw/", drawing.draw, name="draw"),
    path("picture/", drawing.save, name="save-picture"),
    path("paper/", files.paper, name="paper"),
    path("sound/", files.sound, name="sound"),
    path("take-out/", items.take_out, name="take-out"),
    path("who-may-see/", sharing.share, name="share"),
    path("must-tell/", sharing.must_tell, name="must-tell"),
    path("belongs/<str:kind>/", feeding.feed, name="feed"),
]
_session: list[URLPattern | URLResolver] = [
    path("", sessions.show, name="session"),
    path("around/", sessions.around, name="around"),
    path("add/", items.add, name="add-item"),
    path("must-act/", after.disclose, name="disclose"),
    path("read-back/", after.read_back, name="read-back"),
    path("finish/", after.finish, name="finish"),
    path("copy/", after.give_copy, name="give-copy"),
    path("answer/", after.respond, name="respond"),
    path("number/", feeding.feed_number, name="feed-number"),
]
_room: list[URLPattern | URLResolver] = [
    path("", sessions.index, name="tools"),
    path("begin/", sessions.begin, name="begin"),
    path("own-words/", feeding.own_words, name="own-words"),
    path("mine/<uuid:tool_child_id>/", sessions.own_page, name="own-page"),
    path("files/<uuid:tool_file_id>/", files.send, name="file"),
    path("things/<uuid:tool_item_id>/", include(_item)),
    path("told/<uuid:tool_override_id>/", sharing.override_told, name="override-told"),
    path("answers/<uuid:tool_response_id>/shown/", after.show_back, name="show-back"),
    path("<uuid:tool_session_id>/", include(_session)),
]
urlpatterns: list[URLPattern | URLResolver] = [
    path("families/<uuid:family_id>/child-tools/", include(_room))
]
