from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig

from kinfold.networks.beyond import offer_plan
from kinfold.planning.deeds import DEEDS
from kinfold.platform.deeds import explain
from kinfold.recording.kinds import register_texts
from kinfold.records.waiting import offer


class PlanningConfig(AppConfig):
    name = "kinfold.planning"

    def ready(self) -> None:
        explain(DEEDS)
        beyond = import_module("kinfold.planning.selectors.beyond")
        offer_plan("planning", beyond.plan_beyond)
        offer(import_module("kinfold.planning.waiting").KINDS)
        texts = import_module("kinfold.planning.selectors.texts")
        register_texts(texts.texts_of_plan)
