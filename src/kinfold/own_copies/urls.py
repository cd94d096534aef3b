"""Addresses of what somebody of the network holds."""

from __future__ import annotations

from django.urls import path

from kinfold.own_copies import views

app_name = "own_copies"

_MEMBER = "families/<uuid:family_id>/network/<uuid:member_id>/copy"

urlpatterns = [
    path(f"{_MEMBER}/", views.show, name="member-copy"),
    path(f"{_MEMBER}.pdf", views.pdf, name="member-copy-pdf"),
]
