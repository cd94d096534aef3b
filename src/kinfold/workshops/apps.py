from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig

from kinfold.gatherings.rooms import register_room
from kinfold.gatherings.said import register_said
from kinfold.platform.deeds import explain
from kinfold.workshops.deeds import DEEDS


class WorkshopsConfig(AppConfig):
    name = "kinfold.workshops"

    def ready(self) -> None:
        explain(DEEDS)
        register_said("workshops", import_module("kinfold.workshops.quarters").told_by)
        dates = import_module("kinfold.workshops.dates")
        register_room("workshops", dates.held_at, dates.follow_date)
