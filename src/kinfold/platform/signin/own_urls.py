"""Our own account pages, in the platform's namespace."""

from __future__ import annotations

from django.urls import path

from kinfold.platform.signin.views import account, join, kept, places

urlpatterns = [
    path("join/<slug:authority_slug>/<str:secret>/", join.join, name="join"),
    path("account/", account.account, name="account"),
    path(
        "account/sign-out-elsewhere/", account.leave_elsewhere, name="leave-elsewhere"
    ),
    path("account/places/", places.places, name="places"),
    path("account/place/", places.place, name="place"),
    path("account/kept/<uuid:post_id>/", kept.kept, name="kept"),
    path("account/kept/<uuid:post_id>/discard/", kept.discard, name="kept-discard"),
    path(
        "account/kept/<uuid:post_id>/place/",
        kept.back_to_its_place,
        name="kept-place",
    ),
]
