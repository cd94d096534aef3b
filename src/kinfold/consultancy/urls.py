"""Addresses of visits, calls and promises."""

from __future__ import annotations

from django.urls import path

from kinfold.consultancy import views

app_name = "consultancy"
BASE = "programme/consultancy"
PLACE = f"{BASE}/<uuid:programme_id>/<uuid:sits_with>"
SITTING = f"{BASE}/held/<uuid:sitting_id>"
PROMISE = f"{BASE}/promises/<uuid:promise_id>"

urlpatterns = [
    path(f"{BASE}/", views.home, name="home"),
    path(f"{PLACE}/", views.place, name="place"),
    path(f"{PLACE}/write/", views.begin, name="begin"),
    path(f"{SITTING}/", views.sitting, name="sitting"),
    path(f"{SITTING}/change/", views.change, name="change"),
    path(f"{SITTING}/promise/", views.promise_at, name="promise-at"),
    path(f"{SITTING}/asked/<uuid:promise_id>/", views.ask_for, name="ask"),
    path(f"{PROMISE}/", views.promise, name="promise"),
    path(f"{PROMISE}/told/", views.tell, name="tell"),
]
