"""Addresses of a family's copies."""

from __future__ import annotations

from django.urls import path

from kinfold.copies.views import family_copy, links, reader, ways

app_name = "copies"

_COPY = "families/<uuid:family_id>/family-copy"

urlpatterns = [
    path(f"{_COPY}/", family_copy.show, name="family-copy"),
    path(f"{_COPY}/share/", family_copy.share, name="share"),
    path(f"{_COPY}/read-aloud/", ways.read_aloud, name="read-aloud"),
    path(f"{_COPY}/link/", links.make, name="make-link"),
    path(f"{_COPY}/link/paper/", links.paper, name="link-paper"),
    path(f"{_COPY}/link/<uuid:link_id>/call-back/", links.call_back, name="call-back"),
    path("c/<str:token>", reader.read, name="link"),
    path(f"{_COPY}/pictures/", ways.pictures, name="pictures"),
    path(f"{_COPY}-pictures.pdf", ways.pictures_pdf, name="pictures-pdf"),
    path(f"{_COPY}.txt", ways.text, name="family-copy-text"),
    path(f"{_COPY}.pdf", ways.pdf, name="family-copy-pdf"),
]
