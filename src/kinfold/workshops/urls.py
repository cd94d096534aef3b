"""Addresses of workshops, and of the telephones in them."""

from __future__ import annotations

from django.urls import path

from kinfold.workshops import views

app_name = "workshops"
ONE = "programme/workshops/<uuid:workshop_id>/"

urlpatterns = [
    path("programme/workshops/", views.home, name="workshops"),
    path("programme/workshops/plan/<uuid:programme_id>/", views.plan, name="plan"),
    path(ONE, views.workshop, name="workshop"),
    path(f"{ONE}live/", views.live, name="live"),
    path(f"{ONE}screen/", views.screen, name="screen"),
    path(f"{ONE}change/", views.change, name="change"),
    path(f"{ONE}turn/", views.turn, name="turn"),
    path(f"{ONE}items/add/", views.add_item, name="add-item"),
    path(f"{ONE}items/<uuid:workshop_item_id>/", views.change_item, name="item"),
    path(
        f"{ONE}wall/<uuid:workshop_note_id>/take-down/",
        views.take_down,
        name="take-down",
    ),
    path(f"{ONE}ours/", views.ours, name="ours"),
    path(f"{ONE}actions/add/", views.add_action, name="add-action"),
    path(f"{ONE}actions/<uuid:workshop_action_id>/done/", views.done, name="done"),
    path(f"{ONE}journal/", views.journal, name="journal"),
    path(f"{ONE}journal/make/", views.make_journal, name="make-journal"),
    path(f"{ONE}journal/paper/", views.paper, name="paper"),
    path("w/", views.enter, name="enter"),
    path("w/<str:code>/", views.phone, name="phone"),
    path("w/<str:code>/now/", views.now, name="now"),
]
