"""Addresses of supervision: mine and my team's, one family's."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from kinfold.supervision.views import (
    choosing,
    drafts,
    home,
    one_to_one,
    sessions,
)

app_name = "supervision"

_draft = [
    path("take-back/", drafts.take_back, name="take-back"),
    path("show-author/", drafts.show_author, name="show-author"),
    path("hide-author/", drafts.hide_author, name="hide-author"),
    path("take-along/", drafts.take_along, name="take-along"),
    path("leave-out/", drafts.leave_out, name="leave-out"),
    path("to-map/", drafts.confirm_step, name="confirm-step"),
]
_group: list[URLPattern | URLResolver] = [
    path("", sessions.show, name="group"),
    path("clock/", sessions.ticking, name="clock"),
    path("edit/", sessions.edit, name="edit-group"),
    path("step/", sessions.move, name="move"),
    path("end/", sessions.end, name="end"),
    path("call-off/", sessions.call_off, name="call-off"),
    path("learned/", sessions.learn, name="learn"),
    path("questions/", drafts.questions, name="questions"),
    path("dangers/add/", drafts.add, {"kind": "danger"}, name="draft-danger"),
    path("dangers/read-out/", drafts.read_out, {"kind": "danger"}, name="read-dangers"),
    path("dangers/choose/", choosing.choose_danger, name="choose-danger"),
    path("goals/add/", drafts.add, {"kind": "goal"}, name="draft-goal"),
    path("goals/read-out/", drafts.read_out, {"kind": "goal"}, name="read-goals"),
    path("goals/choose/", choosing.choose_goal, name="choose-goal"),
    path("questions/add/", drafts.add, {"kind": "question"}, name="draft-question"),
    path("next/add/", drafts.add, {"kind": "next_step"}, name="draft-next-step"),
    path("numbers/add/", drafts.give_number, name="give-number"),
    path(
        "numbers/<uuid:rating_id>/to-map/",
        drafts.confirm_number,
        name="confirm-number",
    ),
    path("drafts/<uuid:written_id>/", include(_draft)),
]
_case = [
    path("", one_to_one.show, name="case"),
    path("edit/", one_to_one.edit, name="edit-case"),
    path("decide/", one_to_one.decide, name="decide"),
    path(
        "decisions/<uuid:decision_id>/to-map/",
        one_to_one.confirm,
        name="confirm-decision",
    ),
]
_family: list[URLPattern | URLResolver] = [
    path("", home.family, name="family"),
    path("group/plan/", sessions.plan, name="plan-group"),
    path("group/<uuid:session_id>/", include(_group)),
    path("one-to-one/add/", one_to_one.add, name="add-case"),
    path("one-to-one/<uuid:case_id>/", include(_case)),
]
urlpatterns: list[URLPattern | URLResolver] = [
    path("families/<uuid:family_id>/supervision/", include(_family)),
    path("supervision/", home.home, name="home"),
    path("supervision/teams/<uuid:team_id>/steps/", home.order, name="order"),
]
