"""Addresses of a family's stories."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from kinfold.voice.views import frames, papers, pictures, stories, telling

app_name = "voice"

_frame = [
    path("", frames.edit, name="frame"),
    path("check/", frames.check, name="check-frame"),
    path("draw/", pictures.draw, name="draw"),
    path("picture/", pictures.save, name="save-picture"),
    path("parts/", pictures.parts, name="parts"),
    path("drafts/", frames.history, name="frame-history"),
    path("move/", frames.move, name="move-frame"),
    path("take-out/", frames.take_out, name="take-out-frame"),
    path("put-back/", frames.put_back, name="put-back-frame"),
]
_story: list[URLPattern | URLResolver] = [
    path("", stories.show, name="one-story"),
    path("edit/", stories.edit, name="edit-story"),
    path("agree/", stories.agree, name="agree-story"),
    path("next/", stories.follow, name="next-story"),
    path("say/", telling.say, name="say"),
    path("decide/", telling.decide, name="decide"),
    path("read/", telling.read, name="read-to"),
    path("copy/", telling.copy, name="give-copy"),
    path("together/", papers.together, name="together"),
    path("book.pdf", papers.book, name="book"),
    path("pages.pdf", papers.pages, name="pages"),
    path("frames/add/", frames.add, name="add-frame"),
    path("frames/add/check/", frames.check, name="check-new-frame"),
    path("frames/<uuid:frame_id>/", include(_frame)),
]
urlpatterns: list[URLPattern | URLResolver] = [
    path("families/<uuid:family_id>/story/", stories.index, name="story"),
    path("families/<uuid:family_id>/story/begin/", stories.begin, name="begin-story"),
    path("families/<uuid:family_id>/story/<uuid:story_id>/", include(_story)),
]
