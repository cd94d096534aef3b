"""Addresses of the road to closing."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from kinfold.trajectory.views import (
    bottom_lines,
    immediate,
    questions,
    road,
)

app_name = "trajectory"

_line = [
    path("change/", bottom_lines.change, name="change-bottom-line"),
    path("change/check/", bottom_lines.check, name="check-bottom-line"),
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
_milestone = [
    path("change/", road.change, name="change-milestone"),
    path("change/check/", road.check, name="check-milestone"),
    path("move/", road.move, name="move-milestone"),
    path("done/", road.achieve, name="achieve-milestone"),
    path("take-off/", road.take_off, name="off-milestone"),
]
_plans: list[URLPattern | URLResolver] = [
    path("bottom-lines/", bottom_lines.show, name="bottom-lines"),
    path("bottom-lines/add/", bottom_lines.add, name="add-bottom-line"),
    path("bottom-lines/add/check/", bottom_lines.check, name="check-new-bottom-line"),
    path("bottom-lines/<uuid:line_id>/", include(_line)),
    path("safety-today/", immediate.show, name="immediate"),
    path("safety-today/new/", immediate.make, name="make-immediate"),
    path("safety-today/<uuid:immediate_id>/", include(_immediate)),
    path("road/", road.show, name="road"),
    path("road/closing/", road.closure, name="closure"),
    path("road/closing/check/", road.check_closure, name="check-closure"),
    path("road/answer/", road.answer, name="answer-road"),
    path("road/ask/", road.ask_about, name="ask-road"),
    path("road/add/", road.add, name="add-milestone"),
    path("road/add/check/", road.check, name="check-new-milestone"),
    path("road/<uuid:milestone_id>/", include(_milestone)),
    path("questions/<uuid:question_id>/answer/", questions.answer, name="answer"),
]
urlpatterns: list[URLPattern | URLResolver] = [
    path("families/<uuid:family_id>/", include(_plans))
]
