from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig

from kinfold.child_no.deeds import DEEDS
from kinfold.networks.beyond import offer_despite
from kinfold.platform.deeds import explain
from kinfold.recording.kinds import register_texts
from kinfold.records.waiting import offer


class ChildNoConfig(AppConfig):
    name = "kinfold.child_no"

    def ready(self) -> None:
        explain(DEEDS)
        offer(import_module("kinfold.child_no.waiting").KINDS)
        selectors = import_module("kinfold.child_no.selectors")
        offer_despite("child_no", selectors.decided_over_a_no)
        register_texts(selectors.texts_of_decisions)
