from __future__ import annotations

from django.urls import URLPattern, path

from kinfold.finding.views import adding, creating, joining, searching

app_name = "finding"

_FAMILY = "families/<uuid:family_id>/"
_PERSON = "people/<uuid:person_id>/"

urlpatterns: list[URLPattern] = [
    path("families/new/", creating.create_family_search, name="create-family-search"),
    path("families/new/details/", creating.create_family, name="create-family"),
    path(f"{_FAMILY}people/add/", adding.add_member, name="add-member"),
    path("people/search/", searching.search, name="search"),
    path(f"{_PERSON}merge/", joining.merge, name="merge"),
    path("people/merges/<uuid:merge_id>/undo/", joining.unmerge, name="undo-merge"),
]
