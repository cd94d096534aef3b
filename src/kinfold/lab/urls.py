"""Addresses of the learning lab, and of a family's learning case."""

from __future__ import annotations

from django.urls import path

from kinfold.lab.views import cases, sessions

app_name = "lab"
LAB = "programme/lab/"
CASE = "families/<uuid:family_id>/learning-case/"

urlpatterns = [
    path(LAB, sessions.home, name="home"),
    path(f"{LAB}set/<uuid:programme_id>/", sessions.set_session, name="set"),
    path(f"{LAB}sessions/<uuid:lab_session_id>/", sessions.session, name="session"),
    path(f"{LAB}sessions/<uuid:lab_session_id>/book/", sessions.book, name="book"),
    path(f"{LAB}sessions/<uuid:lab_session_id>/learned/", sessions.learn, name="learn"),
    path(f"{LAB}packs/<uuid:lab_pack_id>/", sessions.pack, name="pack"),
    path(f"{LAB}packs/<uuid:lab_pack_id>/note/", sessions.note, name="note"),
    path(
        f"{LAB}follow-ups/<uuid:lab_follow_up_id>/",
        sessions.follow_up,
        name="follow-up",
    ),
    path(CASE, cases.case, name="case"),
    path(f"{CASE}begin/", cases.begin, name="begin-case"),
    path(f"{CASE}words/", cases.words, name="case-words"),
    path(f"{CASE}decide/", cases.decide, name="case-decide"),
    path(f"{CASE}consent/", cases.consent, name="case-consent"),
    path(f"{CASE}send/", cases.send, name="case-send"),
]
