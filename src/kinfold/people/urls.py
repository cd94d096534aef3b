from __future__ import annotations

from django.urls import URLPattern, path

from kinfold.people.views import families, homes, people, relating, separating

app_name = "people"

_FAMILY = "families/<uuid:family_id>/"
_PERSON = "people/<uuid:person_id>/"

urlpatterns: list[URLPattern] = [
    path(_FAMILY, families.family, name="family"),
    path(f"{_FAMILY}homes/add/", homes.move, name="move"),
    path(_PERSON, people.person, name="person"),
    path(f"{_PERSON}edit/", people.edit_person, name="edit-person"),
    path(f"{_PERSON}names/add/", people.add_name, name="add-name"),
    path(f"{_PERSON}references/add/", people.add_reference, name="add-reference"),
    path(f"{_PERSON}contacts/add/", people.add_contact, name="add-contact"),
    path(
        f"{_PERSON}contacts/<uuid:contact_id>/",
        people.change_contact,
        name="change-contact",
    ),
    path(
        f"{_PERSON}contacts/<uuid:contact_id>/show/",
        people.show_contact,
        name="show-contact",
    ),
    path(f"{_PERSON}homes/<uuid:residence_id>/end/", people.end_home, name="end-home"),
    path(
        f"{_PERSON}homes/<uuid:residence_id>/show/",
        people.show_address,
        name="show-address",
    ),
    path(
        f"{_PERSON}homes/<uuid:residence_id>/hide/", homes.hide_home, name="hide-home"
    ),
    path(
        f"{_PERSON}homes/<uuid:residence_id>/unhide/",
        homes.unhide_home,
        name="unhide-home",
    ),
    path(f"{_PERSON}apart/add/", separating.keep_apart, name="keep-apart"),
    path(
        f"{_PERSON}apart/<uuid:apart_id>/end/", separating.end_apart, name="end-apart"
    ),
    path(f"{_PERSON}relate/", relating.relate, name="relate"),
    path(f"{_PERSON}ties/<uuid:tie_id>/end/", relating.end_tie, name="end-tie"),
]
