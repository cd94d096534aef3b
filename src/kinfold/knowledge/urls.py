"""Addresses of the knowledge bank."""

from __future__ import annotations

from django.urls import path

from kinfold.knowledge import views

app_name = "knowledge"
ONE = "knowledge/<uuid:knowledge_item_id>"

urlpatterns = [
    path("knowledge/", views.home, name="home"),
    path("knowledge/items.csv", views.items_file, name="file"),
    path("knowledge/take-in/<uuid:programme_id>/", views.take_in, name="take-in"),
    path("knowledge/add/<uuid:programme_id>/", views.add, name="add"),
    path(f"{ONE}/", views.item, name="item"),
    path(f"{ONE}/versions/", views.versions, name="versions"),
    path(f"{ONE}/change/", views.change, name="change"),
    path(f"{ONE}/withdraw/", views.withdraw, name="withdraw"),
    path(f"{ONE}/rate/", views.rate, name="rate"),
    path(f"{ONE}/use/", views.use, name="use"),
    path(f"{ONE}/collect/", views.collect, name="collect"),
    path(f"{ONE}/take-out/", views.take_out, name="take-out"),
]
