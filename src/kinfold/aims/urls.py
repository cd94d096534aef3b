"""Addresses of goals and measures."""

from __future__ import annotations

from django.urls import path

from kinfold.aims import views

app_name = "aims"
BASE = "programme/goals"
ONE = f"{BASE}/<uuid:goal_id>"
PLACE = f"{BASE}/of/<uuid:programme_id>/<uuid:goals_of>"

urlpatterns = [
    path(f"{BASE}/", views.home, name="home"),
    path(f"{PLACE}/", views.place, name="place"),
    path(f"{PLACE}/goals.csv", views.away, {"form": "csv"}, name="csv"),
    path(f"{PLACE}/goals.xlsx", views.away, {"form": "xlsx"}, name="xlsx"),
    path(f"{BASE}/write/<uuid:programme_id>/", views.choose, name="write"),
    path(
        f"{BASE}/choose/<uuid:programme_id>/<slug:goal_key>/",
        views.choose,
        name="choose",
    ),
    path(f"{ONE}/", views.goal, name="goal"),
    path(f"{ONE}/change/", views.change, name="change"),
    path(f"{ONE}/drop/", views.drop, name="drop"),
    path(f"{ONE}/rate/", views.rate, name="rate"),
]
