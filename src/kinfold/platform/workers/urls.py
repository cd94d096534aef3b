"""Pages of the platform's namespace, under /workers/."""

from __future__ import annotations

from django.urls import path

from kinfold.platform.workers import views

urlpatterns = [
    path("workers/", views.workers, name="workers"),
    path("workers/invite/", views.invite, name="worker-invite"),
    path(
        "workers/invitations/<uuid:invitation_id>/revoke/",
        views.revoke,
        name="worker-invitation-revoke",
    ),
    path("workers/<uuid:worker_id>/", views.worker, name="worker"),
    path("workers/<uuid:worker_id>/end-access/", views.end_access, name="worker-end"),
    path(
        "workers/<uuid:worker_id>/restore-access/",
        views.restore_access,
        name="worker-restore",
    ),
]
