from __future__ import annotations

from django.urls import URLPattern, path

from kinfold.records.views import access, changing, families

app_name = "records"

_FAMILY = "families/<uuid:family_id>/"

urlpatterns: list[URLPattern] = [
    path("families/", families.families, name="families"),
    path(f"{_FAMILY}who-looked/", families.who_looked, name="who-looked"),
    path(f"{_FAMILY}earlier-words/", families.earlier, name="earlier-words"),
    path(f"{_FAMILY}name/", changing.rename, name="rename"),
    path(
        f"{_FAMILY}people/<uuid:person_id>/leave/", changing.leave, name="leave-family"
    ),
    path(f"{_FAMILY}service/", changing.change_status, name="change-status"),
    path(f"{_FAMILY}allocate/", changing.allocate, name="allocate"),
    path(f"{_FAMILY}reopen/", changing.reopen, name="reopen"),
    path(f"{_FAMILY}restrict/", access.restrict, name="restrict"),
    path(f"{_FAMILY}restrict/lift/", access.lift, name="lift-restriction"),
    path(f"{_FAMILY}emergency/", access.emergency, name="emergency"),
    path(f"{_FAMILY}emergency/end/", access.end_emergency, name="end-emergency"),
    path("emergency-access/", access.emergency_reviews, name="emergency-reviews"),
    path(
        "emergency-access/<uuid:access_id>/",
        access.emergency_review,
        name="emergency-review",
    ),
]
