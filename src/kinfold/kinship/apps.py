from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig

from kinfold.kinship.deeds import DEEDS
from kinfold.platform.deeds import explain
from kinfold.recording.kinds import register_texts
from kinfold.records.known_names import offer_names
from kinfold.records.waiting import offer


class KinshipConfig(AppConfig):
    name = "kinfold.kinship"

    def ready(self) -> None:
        explain(DEEDS)
        texts = import_module("kinfold.kinship.selectors.texts")
        offer_names("kinship", texts.names_of_kinship)
        register_texts(texts.texts_of_kinship)
        offer(import_module("kinfold.kinship.waiting").KINDS)
