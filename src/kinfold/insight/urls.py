"""Addresses of published figures."""

from __future__ import annotations

from django.urls import path

from kinfold.insight.views import authorities, compare, drawings, goals, measures, own

app_name = "insight"

urlpatterns = [
    path("measures/", goals.home, name="goals"),
    path("measures/choose/", goals.choosing, name="choosing"),
    path("measures/choose/<str:code>/", goals.choose, name="choose"),
    path("measures/changes/", goals.events, name="events"),
    path("measures/changes/add/", goals.add_event, name="add-event"),
    path(
        "measures/changes/<uuid:event_id>/take-back/",
        goals.take_event_back,
        name="take-event-back",
    ),
    path("measures/returns/", own.counted, name="counted"),
    path("measures/returns/<str:code>/", own.counted_measure, name="counted-measure"),
    path(
        "measures/returns/<str:code>/figures.<slug:form>",
        own.counted_figures,
        name="counted-figures",
    ),
    path(
        "measures/returns/<str:code>/<slug:which>.<slug:form>",
        own.counted_drawing,
        name="counted-drawing",
    ),
    path(
        "measures/<str:code>/change.<slug:form>",
        drawings.own_drawing,
        name="own-drawing",
    ),
    path("measures/<str:code>/", goals.own_measure, name="own-measure"),
    path("authorities/", authorities.authorities, name="authorities"),
    path("authorities/compare/", compare.compare, name="compare"),
    path("authorities/compare/figures.csv", compare.compare_csv, name="compare-csv"),
    path("authorities/measures/", measures.measures, name="measures"),
    path("authorities/measures/<str:code>/", measures.measure, name="measure"),
    path("authorities/<slug:slug>/", authorities.authority, name="authority"),
    path(
        "authorities/<slug:slug>/figures.csv",
        authorities.authority_csv,
        name="authority-csv",
    ),
    path("authorities/<slug:slug>/<str:code>/", authorities.picture, name="picture"),
    path(
        "authorities/<slug:slug>/<str:code>/figures.csv",
        authorities.picture_csv,
        name="picture-csv",
    ),
    path(
        "authorities/<slug:slug>/<str:code>/figures.xlsx",
        drawings.picture_workbook,
        name="picture-workbook",
    ),
    path(
        "authorities/<slug:slug>/<str:code>/<slug:which>.<slug:form>",
        drawings.drawing,
        name="drawing",
    ),
]
