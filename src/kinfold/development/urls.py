"""Addresses of learning: ways along a trajectory, and training."""

from __future__ import annotations

from django.urls import path

from kinfold.development.views import confidence, home, steps, training, ways

app_name = "development"
ROOT = "programme/learning/"
WAY = f"{ROOT}ways/<uuid:way_id>/"
SESSION = f"{ROOT}training/<uuid:training_id>/"

urlpatterns = [
    path(ROOT, home.home, name="home"),
    path(f"{ROOT}<uuid:programme_id>/trained/", home.trained, name="trained"),
    path(f"{ROOT}<uuid:programme_id>/trained.csv", home.trained_csv, name="csv"),
    path(f"{ROOT}<uuid:programme_id>/trained.xlsx", home.trained_xlsx, name="xlsx"),
    path(f"{ROOT}<uuid:programme_id>/steps/", steps.steps, name="steps"),
    path(f"{ROOT}<uuid:programme_id>/steps/add/", steps.add, name="add-step"),
    path(
        f"{ROOT}<uuid:programme_id>/steps/<slug:step>/", steps.change, name="word-step"
    ),
    path(f"{ROOT}<uuid:programme_id>/begin/", ways.begin, name="begin"),
    path(WAY, ways.way, name="way"),
    path(f"{WAY}step/", ways.write_step, name="write-step"),
    path(f"{WAY}portfolio/", ways.add_piece, name="add-piece"),
    path(f"{WAY}observed/", ways.observe, name="observe"),
    path(f"{WAY}next/", ways.write_next, name="write-next"),
    path(f"{ROOT}observed/<uuid:observation_id>/answer/", ways.answer, name="answer"),
    path(f"{ROOT}<uuid:programme_id>/plan/", training.plan, name="plan"),
    path(f"{ROOT}<uuid:programme_id>/coached/", training.coach, name="coach"),
    path(SESSION, training.session, name="session"),
    path(f"{SESSION}attendance/", training.attendance, name="attendance"),
    path(f"{SESSION}sheet/", training.sheet, name="sheet"),
    path("learning/<str:token>/", confidence.answer, name="confidence"),
]
