"""Addresses of the road to closing."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from kinfold.trajectory.views import bottom_lines, immediate, questions

app_name = "trajectory"

_line = [
    path("change/", bottom_lines.change, name="change-bottom-line"),
    path("explained/", bottom_lines.explain, name="explain-bottom-line"),
    path("seen/", bottom_lines.seen, name="seen-bottom-line"),
    path("lift/", bottom_lines.lift, name="lift-bottom-line"),
    path("ask/", bottom_lines.ask_about, name="ask-bottom-line"),
]
_immediate = [
    path("review/", immediate.review, name="review-immediate"),
    path("end/", immediate.end, name="end-immediate"),
    path("read/", immediate.read, name="read-immediate"),
    path("answer/", immediate.answer, name="answer-immediate"),
]
_plans: list[URLPattern | URLResolver] = [
    path("bottom-lines/", bottom_lines.show, name="bottom-lines"),
    path("bottom-lines/add/", bottom_lines.add, name="add-bottom-line"),
    path("bottom-lines/<uuid:line_id>/", include(_line)),
    path("safety-today/", immediate.show, name="immediate"),
    path("safety-today/new/", immediate.make, name="make-immediate"),
    path("safety-today/<uuid:immediate_id>/", include(_immediate)),
    path("questions/<uuid:question_id>/answer/", questions.answer, name="answer"),
]
urlpatterns: list[URLPattern | URLResolver] = [
    path("families/<uuid:family_id>/", include(_plans))
]
