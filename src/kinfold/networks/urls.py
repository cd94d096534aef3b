"""Addresses of a family's network."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from kinfold.networks.views import network, person

app_name = "networks"

_member = [
    path("", network.edit, name="edit-member"),
    path("told/", network.tell, name="tell"),
    path("told/check/", network.check_tell, name="check-tell"),
    path("step-back/", network.step_back, name="step-back"),
    path("person/", person.show, name="person"),
    path("step/", person.step, name="step"),
    path("view/", person.view, name="view"),
    path("about/", person.about, name="about"),
    path("roles/close/", person.close_role, name="close-role"),
    path("come-back/", network.come_back, name="come-back"),
]
_network: list[URLPattern | URLResolver] = [
    path("", network.show, name="network"),
    path("add/", network.add, name="add-member"),
    path("add/check/", network.check_new, name="check-new-member"),
    path("roles/<uuid:closing_id>/look-again/", person.look_again, name="look-again"),
    path("<uuid:member_id>/", include(_member)),
]
urlpatterns: list[URLPattern | URLResolver] = [
    path("families/<uuid:family_id>/network/", include(_network))
]
