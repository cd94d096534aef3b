"""Addresses of the question library."""

from __future__ import annotations

from django.urls import path

from kinfold.questions.views import looking, using

app_name = "questions"

_FAMILY = "families/<uuid:family_id>/questions"

urlpatterns = [
    path("questions/", looking.library, name="library"),
    path("questions/cards/", looking.on_paper, name="cards"),
    path("questions/add/", using.add, name="add"),
    path("questions/<slug:key>/edit/", using.edit, name="edit"),
    path("questions/<slug:key>/hide/", using.hide, name="hide"),
    path("questions/<slug:key>/favourite/", using.favourite, name="favourite"),
    path(f"{_FAMILY}/", looking.of_family, name="family"),
    path(f"{_FAMILY}/<slug:key>/asked/", using.asked, name="asked"),
]
