"""Addresses of the calendar."""

from __future__ import annotations

from django.urls import path

from kinfold.gatherings import invite_views, key_views, views, visit_views

app_name = "gatherings"
BASE = "programme/calendar"
ONE = f"{BASE}/<uuid:gathering_id>"
VISIT = f"{BASE}/visits/<uuid:visit_id>"

urlpatterns = [
    path(f"{BASE}/", views.home, name="calendar"),
    path(f"{BASE}/programme.ics", views.whole_file, name="whole-file"),
    path(f"{BASE}/plan/<uuid:programme_id>/", views.plan, name="plan"),
    path(f"{BASE}/address/<uuid:programme_id>/", key_views.address, name="address"),
    path(
        f"{BASE}/address/<uuid:programme_id>/take-back/",
        key_views.take_back,
        name="take-back-address",
    ),
    path("k/<str:token>.ics", key_views.feed, name="feed"),
    path(f"{ONE}/", views.gathering, name="gathering"),
    path(f"{ONE}/gathering.ics", views.gathering_file, name="file"),
    path(f"{ONE}/change/", views.change, name="change"),
    path(f"{ONE}/cancel/", views.cancel, name="cancel"),
    path(f"{ONE}/answer/", views.answer, name="answer"),
    path(f"{ONE}/invite/", invite_views.invite, name="invite"),
    path(
        f"{BASE}/invitations/<uuid:guest_invitation_id>/take-back/",
        invite_views.take_back,
        name="take-back-invitation",
    ),
    path(f"{ONE}/agree/", views.agree, name="agree"),
    path(f"{BASE}/agreed/<uuid:agreed_id>/done/", views.finish, name="finish"),
    path(
        f"{BASE}/visits/plan/<uuid:programme_id>/",
        visit_views.plan_visit,
        name="plan-visit",
    ),
    path(f"{VISIT}/", visit_views.visit, name="visit"),
    path(f"{VISIT}/visit.ics", visit_views.visit_file, name="visit-file"),
    path(f"{VISIT}/move/", visit_views.move_visit, name="move-visit"),
    path(f"{VISIT}/cancel/", visit_views.cancel_visit, name="cancel-visit"),
]
