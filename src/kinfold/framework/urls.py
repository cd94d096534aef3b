"""Addresses of the framework and of an authority's reviews against it."""

from __future__ import annotations

from django.urls import path

from kinfold.framework import views

app_name = "framework"
BASE = "programme/framework"
PLACE = f"{BASE}/<uuid:programme_id>/<uuid:reviews_of>"
REVIEW = f"{BASE}/reviews/<uuid:review_id>"
RATER = f"{BASE}/raters/<uuid:rater_id>"

urlpatterns = [
    path(f"{BASE}/", views.home, name="home"),
    path(f"{BASE}/parts/", views.parts, name="parts"),
    path(f"{PLACE}/", views.place, name="place"),
    path(f"{PLACE}/begin/", views.keeping.begin, name="begin"),
    path(f"{REVIEW}/", views.review, name="review"),
    path(f"{REVIEW}/change/", views.keeping.change, name="change"),
    path(f"{REVIEW}/ask/", views.keeping.ask_rater, name="ask"),
    path(f"{REVIEW}/close/", views.keeping.close, name="close"),
    path(f"{REVIEW}/review.csv", views.away, {"form": "csv"}, name="csv"),
    path(f"{REVIEW}/review.xlsx", views.away, {"form": "xlsx"}, name="xlsx"),
    path(f"{REVIEW}/parts/<slug:part_key>/", views.part, name="part"),
    path(f"{RATER}/", views.rating.rater, name="rater"),
    path(f"{RATER}/set-aside/", views.keeping.set_aside, name="set-aside"),
    path(f"{RATER}/parts/<slug:part_key>/", views.rating.rate, name="rate"),
]
