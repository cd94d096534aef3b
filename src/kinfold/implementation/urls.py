"""Addresses of implementation plans."""

from __future__ import annotations

from django.urls import path

from kinfold.implementation.views import lines, plans, shares, testing

app_name = "implementation"

PLANS = "programme/plans/"
PLAN = f"{PLANS}<uuid:plan_id>/"
LINE = f"{PLAN}lines/<uuid:plan_line_id>/"
SHARE = f"{PLANS}shared/<uuid:plan_share_id>/"

urlpatterns = [
    path(PLANS, plans.home, name="plans"),
    path(f"{PLANS}begin/<uuid:programme_id>/", plans.begin, name="begin"),
    path(PLAN, plans.plan, name="plan"),
    path(f"{PLAN}goals/add/", lines.add_goal, name="add-goal"),
    path(LINE, lines.line, name="line"),
    path(f"{LINE}actions/add/", lines.add_action, name="add-action"),
    path(f"{LINE}remove/", lines.remove, name="remove"),
    path(f"{PLAN}versions/", plans.versions, name="versions"),
    path(f"{PLAN}step/", plans.step, name="step"),
    path(f"{PLAN}carry-forward/", plans.carry, name="carry"),
    path(f"{PLAN}ready/", testing.ready, name="ready"),
    path(f"{PLAN}file.<str:file_kind>", plans.file, name="file"),
    path(f"{PLAN}road-test/", testing.feedback, name="feedback"),
    path(f"{PLAN}road-test/add/", testing.add_feedback, name="add-feedback"),
    path(
        f"{PLANS}road-test/<uuid:plan_feedback_id>/",
        testing.answer_feedback,
        name="answer-feedback",
    ),
    path(f"{PLAN}share/", shares.hand_on, name="hand-on"),
    path(SHARE, shares.share, name="share"),
    path(f"{SHARE}take-back/", shares.take_back, name="take-back"),
    path(f"{SHARE}file.<str:file_kind>", shares.file, name="share-file"),
    path(f"{SHARE}lines/<uuid:plan_line_id>/", shares.comment, name="comment"),
    path(
        f"{PLANS}comments/<uuid:plan_comment_id>/",
        shares.answer_comment,
        name="answer-comment",
    ),
]
