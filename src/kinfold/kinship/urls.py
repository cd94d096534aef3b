"""Addresses of kinship."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from kinfold.kinship.views import care, kinship

app_name = "kinship"

_care: list[URLPattern | URLResolver] = [
    path("change/", care.change, name="change-care"),
    path("happened/", care.happened, name="happened"),
    path("support/", care.support, name="support"),
    path("rights/", care.rights, name="rights"),
    path("rights/explained/", care.explained, name="explained"),
    path("end/", care.end, name="end-care"),
    path("history/", care.history, name="history"),
]
_kinship: list[URLPattern | URLResolver] = [
    path("", kinship.show, name="kinship"),
    path("options/add/", kinship.add_option, name="add-option"),
    path(
        "options/<uuid:option_id>/decide/", kinship.decide_option, name="decide-option"
    ),
    path("care/begin/", care.begin, name="begin-care"),
    path("care/check/", care.check, name="check-care"),
    path("care/<uuid:arrangement_id>/", include(_care)),
    path(
        "support/<uuid:support_id>/look/", care.look_at_support, name="look-at-support"
    ),
]
urlpatterns: list[URLPattern | URLResolver] = [
    path("families/<uuid:family_id>/kinship/", include(_kinship))
]
