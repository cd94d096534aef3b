"""Addresses of the ground itself: doors, jobs, files, the look."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from kinfold.platform.views import audit, design, empty, files, health, jobs, theme

app_name = "platform"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("kinfold.platform.signin.own_urls")),
    path("", include("kinfold.platform.workers.urls")),
    path("audit/", audit.audit, name="audit"),
    path("design/", design.design, name="design"),
    path("design/family/", design.family_page, name="design-family"),
    path("design/empty/", empty.empty, name="empty"),
    path("files/<uuid:file_id>/", files.file, name="file"),
    path("files/<uuid:file_id>/delete/", files.delete, name="file-delete"),
    path("health/live/", health.live, name="live"),
    path("health/ready/", health.ready, name="ready"),
    path("metrics", health.metrics, name="metrics"),
    path("jobs/", jobs.jobs, name="jobs"),
    path("jobs/verify-audit/", jobs.start_verify_audit, name="verify-audit"),
    path("jobs/<uuid:run_id>/", jobs.job, name="job"),
    path("jobs/<uuid:run_id>/cancel/", jobs.cancel, name="job-cancel"),
    path("jobs/<uuid:run_id>/again/", jobs.try_again, name="job-again"),
    path("theme/", theme.choose_theme, name="theme"),
]
