"""Addresses of who was told what."""

from __future__ import annotations

from django.urls import path

from kinfold.ledger import views

app_name = "ledger"

_NETWORK = "families/<uuid:family_id>/network/"
urlpatterns = [
    path(f"{_NETWORK}told/", views.ledger, name="ledger"),
    path(f"{_NETWORK}<uuid:member_id>/given/", views.disclose, name="disclose"),
]
