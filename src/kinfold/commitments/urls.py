"""Addresses of who does what, and of the week it makes."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from kinfold.commitments.views import asked, links, pages, week

app_name = "commitments"

_one = [
    path("", pages.one, name="commitment"),
    path("change/", pages.reword, name="reword"),
    path("answer/", pages.answer, name="answer"),
    path("went/", pages.went, name="went"),
    path("end/", pages.end, name="end"),
]
_all: list[URLPattern | URLResolver] = [
    path("", pages.show, name="commitments"),
    path("add/", pages.offer, name="offer"),
    path("add/check/", pages.check_offer, name="check-offer"),
    path("people/<uuid:member_id>/link/", links.make, name="link"),
    path("people/<uuid:member_id>/paper/", links.paper, name="paper"),
    path("links/<uuid:ask_link_id>/call-back/", links.call_back, name="call-back"),
    path("<uuid:commitment_id>/", include(_one)),
]
_WEEK = "families/<uuid:family_id>/nine-on-saturday-night"
urlpatterns: list[URLPattern | URLResolver] = [
    path("families/<uuid:family_id>/who-does-what/", include(_all)),
    path(f"{_WEEK}/", week.show, name="cover"),
    path(f"{_WEEK}/fridge/", week.paper, name="fridge"),
    path("a/<str:token>", asked.read, name="asked"),
]
