"""Addresses of what went well."""

from __future__ import annotations

from django.urls import path

from kinfold.inquiries import views

app_name = "inquiries"

urlpatterns = [
    path("went-well/", views.inquiries, name="inquiries"),
    path("went-well/add/", views.add, name="add-inquiry"),
    path("went-well/<uuid:inquiry_id>/", views.show, name="inquiry"),
    path("went-well/<uuid:inquiry_id>/edit/", views.edit, name="edit-inquiry"),
    path("went-well/<uuid:inquiry_id>/share/", views.share, name="share-inquiry"),
]
