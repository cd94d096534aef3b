from __future__ import annotations

from django.urls import URLPattern, path

from kinfold.people.views import (
    access,
    changing,
    creating,
    families,
    importing,
    people,
    relating,
    searching,
)

app_name = "people"

_FAMILY = "families/<uuid:family_id>/"
_PERSON = "people/<uuid:person_id>/"

urlpatterns: list[URLPattern] = [
    path("families/", families.families, name="families"),
    path("families/new/", creating.create_family_search, name="create-family-search"),
    path("families/new/details/", creating.create_family, name="create-family"),
    path(_FAMILY, families.family, name="family"),
    path(f"{_FAMILY}who-looked/", families.who_looked, name="who-looked"),
    path(f"{_FAMILY}name/", changing.rename, name="rename"),
    path(f"{_FAMILY}people/add/", changing.add_member, name="add-member"),
    path(
        f"{_FAMILY}people/<uuid:person_id>/leave/", changing.leave, name="leave-family"
    ),
    path(f"{_FAMILY}homes/add/", changing.move, name="move"),
    path(f"{_FAMILY}service/", changing.change_status, name="change-status"),
    path(f"{_FAMILY}allocate/", changing.allocate, name="allocate"),
    path(f"{_FAMILY}close/", changing.close, name="close"),
    path(f"{_FAMILY}reopen/", changing.reopen, name="reopen"),
    path(f"{_FAMILY}restrict/", access.restrict, name="restrict"),
    path(f"{_FAMILY}restrict/lift/", access.lift, name="lift-restriction"),
    path(f"{_FAMILY}emergency/", access.emergency, name="emergency"),
    path(f"{_FAMILY}emergency/end/", access.end_emergency, name="end-emergency"),
    path("people/search/", searching.search, name="search"),
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
    path(f"{_PERSON}relate/", relating.relate, name="relate"),
    path(f"{_PERSON}ties/<uuid:tie_id>/end/", relating.end_tie, name="end-tie"),
    path(f"{_PERSON}merge/", relating.merge, name="merge"),
    path("people/merges/<uuid:merge_id>/undo/", relating.unmerge, name="undo-merge"),
    path("emergency-access/", access.emergency_reviews, name="emergency-reviews"),
    path(
        "emergency-access/<uuid:access_id>/",
        access.emergency_review,
        name="emergency-review",
    ),
    path("imports/", importing.imports, name="imports"),
    path("imports/<uuid:import_id>/", importing.one_import, name="import"),
    path(
        "imports/<uuid:import_id>/findings.csv",
        importing.findings_csv,
        name="import-findings",
    ),
]
