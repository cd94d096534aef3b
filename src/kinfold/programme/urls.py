"""Addresses of programmes."""

from __future__ import annotations

from django.urls import path

from kinfold.programme import cohort_views, home_views, parts_views, views

app_name = "programme"
ONE = "programme/cohort/<uuid:programme_id>/"
THERE = f"{ONE}<uuid:journey_of>/"
PARTS = [
    path(f"{ONE}waves/add/", parts_views.add_wave, name="add-wave"),
    path(f"{ONE}waves/<int:wave_number>/", parts_views.change_wave, name="change-wave"),
    path(f"{THERE}wave/", parts_views.put_in_wave, name="put-in-wave"),
    path(f"{ONE}people/add/", parts_views.give_role, name="give-role"),
    path(f"{THERE}people/name/", parts_views.name_role, name="name-role"),
    path(
        "programme/cohort/people/<uuid:held_role_id>/end/",
        parts_views.end_role,
        name="end-role",
    ),
]

urlpatterns = [
    path("programme/", home_views.home, name="home"),
    path("programme/at-a-glance.<str:kind>", home_views.glance_file, name="glance"),
    path("programme/authorities/<slug:place>/", home_views.place, name="place"),
    path("programme/measures/", views.measures, name="measures"),
    *PARTS,
    path("programme/cohort/", cohort_views.cohort, name="cohort"),
    path("programme/cohort/make/", cohort_views.make, name="make"),
    path(f"{ONE}name/", cohort_views.name, name="name"),
    path(
        f"{ONE}invite/",
        cohort_views.invite,
        name="invite",
    ),
    path(f"{ONE}earlier/", cohort_views.show_earlier, name="show-earlier"),
    path(
        f"{THERE}leave/",
        cohort_views.leave,
        name="leave",
    ),
    path(
        "programme/cohort/invitations/<uuid:cohort_invitation_id>/",
        cohort_views.answer,
        name="answer",
    ),
    path("programme/show/<str:code>/", views.show_measure, name="show-measure"),
    path("programme/measures/<uuid:shown_id>/", views.measure, name="measure"),
    path(
        "programme/measures/<uuid:shown_id>/take-back/",
        views.take_measure_back,
        name="take-measure-back",
    ),
]
