"""Addresses of open answers: collections, code books, coding and themes."""

from __future__ import annotations

from django.urls import path

from kinfold.themes.views import coding, collections, themes

app_name = "themes"

ONE = "open-answers/<uuid:collection_id>"

urlpatterns = [
    path("open-answers/", collections.home, name="collections"),
    path(
        "open-answers/begin/<uuid:programme_id>/",
        collections.begin,
        name="begin",
    ),
    path(f"{ONE}/", collections.collection, name="collection"),
    path(f"{ONE}/take-in/", collections.take_in, name="take-in"),
    path(f"{ONE}/mask/", collections.mask, name="mask"),
    path(f"{ONE}/code-book/", coding.book, name="book"),
    path(f"{ONE}/code-book/add/", coding.write_code, name="add-code"),
    path(f"{ONE}/code-book/<uuid:code_id>/", coding.write_code, name="change-code"),
    path(f"{ONE}/seat/", coding.sit, name="sit"),
    path(f"{ONE}/coding/", coding.code, name="coding"),
    path(f"{ONE}/coding/end/", coding.end, name="end-coding"),
    path(f"{ONE}/agreement/", coding.agreement, name="agreement"),
    path(f"{ONE}/answers/<uuid:answer_id>/settle/", coding.settle, name="settle"),
    path(f"{ONE}/themes/", themes.themes, name="themes"),
    path(f"{ONE}/themes/add/", themes.write_theme, name="add-theme"),
    path(f"{ONE}/themes/<uuid:theme_id>/", themes.write_theme, name="change-theme"),
    path(f"{ONE}/themes/<uuid:theme_id>/quote/", themes.quote, name="quote"),
    path(
        f"{ONE}/quotations/<uuid:quotation_id>/take-back/",
        themes.take_quotation_back,
        name="take-quotation-back",
    ),
]
