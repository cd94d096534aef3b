"""Addresses of a family's plans."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from kinfold.planning.views import answers, plans, rules, steps

app_name = "planning"

_rule = [
    path("", rules.show, name="rule"),
    path("change/", rules.change, name="change-rule"),
    path("change/check/", rules.check, name="check-rule"),
    path("take-out/", rules.take_out, name="take-out-rule"),
    path("put-back/", rules.put_back, name="put-back-rule"),
    path("suggest/", answers.suggest, name="suggest"),
    path("answer/", answers.answer_rule, name="answer-rule"),
]
_plan: list[URLPattern | URLResolver] = [
    path("", plans.show, name="safety-plan"),
    path("rules/add/", rules.add, name="add-rule"),
    path("rules/add/check/", rules.check, name="check-new-rule"),
    path("rules/<uuid:rule_id>/", include(_rule)),
    path("suggest/", answers.suggest, name="suggest-rule"),
    path(
        "suggestions/<uuid:suggestion_id>/answer/",
        answers.answer_suggestion,
        name="answer-suggestion",
    ),
    path("read-through/", answers.read_through, name="read-through"),
    path("versions/<uuid:version_id>/", plans.version, name="plan-version"),
    path("name/", steps.rename, name="rename"),
    path("whose-actions/", steps.sources, name="sources"),
    path("agree/", steps.agree, name="agree"),
    path("answer/", steps.answer, name="answer-plan"),
    path("go-live/", steps.go_live, name="go-live"),
    path("suspend/", steps.suspend, name="suspend"),
    path("resume/", steps.resume, name="resume"),
    path("long-haul/", steps.long_haul, name="long-haul"),
]
urlpatterns: list[URLPattern | URLResolver] = [
    path("families/<uuid:family_id>/plans/", plans.hub, name="plans"),
    path("families/<uuid:family_id>/safety-plan/", include(_plan)),
]
