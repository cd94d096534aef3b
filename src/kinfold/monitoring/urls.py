"""Addresses of how a family's plan is lived."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from kinfold.monitoring.views import checks, journal, reviews

app_name = "monitoring"

_lived: list[URLPattern | URLResolver] = [
    path("journal/", journal.show, name="journal"),
    path("journal/write/", journal.write, name="write-journal"),
    path("journal/read/", journal.mark_read, name="read-journal"),
    path("journal/copy/", journal.export, name="export-journal"),
    path("journal/<uuid:journal_id>/correct/", journal.write, name="correct-journal"),
    path("checks/", checks.show, name="checks"),
    path("checks/add/", checks.add, name="add-check"),
    path("checks/shown-to-work/", checks.demonstrate, name="demonstrate"),
    path("reviews/", reviews.show, name="reviews"),
    path("reviews/add/", reviews.add, name="add-review"),
]
urlpatterns: list[URLPattern | URLResolver] = [
    path("families/<uuid:family_id>/", include(_lived))
]
