"""Addresses of meetings with the network, beside those of every meeting."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from kinfold.network_meetings.views import (
    accounts,
    asking,
    deciding,
    notes,
    perspectives,
)

app_name = "network_meetings"

_decision: list[URLPattern | URLResolver] = [
    path("rule/", deciding.to_rule, name="decision-rule"),
    path("promise/", deciding.to_promise, name="decision-promise"),
    path("step/", deciding.to_step, name="decision-step"),
]
_meeting: list[URLPattern | URLResolver] = [
    path("", accounts.show, name="network-record"),
    path("how-it-was/", accounts.write_account, name="write-account"),
    path("decided/", accounts.decide, name="add-decision"),
    path("decided/<uuid:decided_id>/", include(_decision)),
    path("perspectives/", perspectives.write, name="perspectives"),
    path("notes/", notes.notes, name="notes"),
    path("notes/<uuid:member_id>/", notes.notes_for, name="notes-for"),
    path("notes/<uuid:member_id>/given/", notes.give_notes, name="give-notes"),
]
_meetings: list[URLPattern | URLResolver] = [
    path("ask/", asking.ask_people, name="ask"),
    path("planned/<uuid:planned_id>/", asking.invitation, name="planned"),
    path("<uuid:meeting_id>/network/", include(_meeting)),
]
urlpatterns: list[URLPattern | URLResolver] = [
    path("families/<uuid:family_id>/meetings/", include(_meetings))
]
