"""Addresses of what becomes of a child's words, beside those of the tools."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from kinfold.child_words.views import answering, feeding, own, papers, sharing

app_name = "child_words"

_item = [
    path("who-may-see/", sharing.share, name="share"),
    path("must-tell/", sharing.must_tell, name="must-tell"),
    path("belongs/<str:kind>/", feeding.feed, name="feed"),
]
_session = [
    path("copy/", own.give_copy, name="give-copy"),
    path("answer/", answering.respond, name="respond"),
    path("number/", feeding.feed_number, name="feed-number"),
    path("number/back/", feeding.number_back, name="number-back"),
]
_papers = [
    path("", papers.papers, name="papers"),
    path("<str:reader_key>/", papers.paper, name="paper"),
    path("<str:reader_key>/shown/", papers.shown, name="paper-shown"),
]
_room: list[URLPattern | URLResolver] = [
    path("own-words/", feeding.own_words, name="own-words"),
    path("mine/<uuid:tool_child_id>/", own.own_page, name="own-page"),
    path("mine/<uuid:tool_child_id>/papers/", include(_papers)),
    path("things/<uuid:tool_item_id>/", include(_item)),
    path("told/<uuid:tool_override_id>/", sharing.override_told, name="override-told"),
    path(
        "answers/<uuid:tool_response_id>/shown/", answering.show_back, name="show-back"
    ),
    path("<uuid:tool_session_id>/", include(_session)),
]
urlpatterns: list[URLPattern | URLResolver] = [
    path("families/<uuid:family_id>/child-tools/", include(_room))
]
