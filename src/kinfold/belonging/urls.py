"""Addresses of the child's own pictures, beside the other pages of the episode."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from kinfold.belonging.views import pictures, table, tree

app_name = "belonging"

_pictures: list[URLPattern | URLResolver] = [
    path("", pictures.show, name="pictures"),
    path("places/", pictures.places, name="add-places"),
    path("places/table/", table.places, name="table-places"),
    path("places/table/place/", table.put_place, name="put-place"),
    path("places/table/who/", table.put_who, name="put-who"),
    path("places/table/turn/", table.turn_places, name="turn-places"),
    path("tree/", tree.tree, name="add-tree"),
    path("to-list/", tree.to_list, name="to-list"),
    path("people/", pictures.connections, name="add-connections"),
    path("people/table/", table.people, name="table-people"),
    path("people/table/person/", table.put_person, name="put-person"),
    path("people/table/turn/", table.turn_people, name="turn-people"),
]
urlpatterns: list[URLPattern | URLResolver] = [
    path(
        "families/<uuid:family_id>/family-finding/<uuid:episode_id>/pictures/",
        include(_pictures),
    )
]
