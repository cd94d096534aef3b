from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig

from kinfold.commitments.deeds import DEEDS
from kinfold.networks.beyond import offer_given, offer_promises
from kinfold.networks.nights import offer_nights
from kinfold.platform.deeds import explain
from kinfold.recording.kinds import register_texts
from kinfold.records.waiting import offer


class CommitmentsConfig(AppConfig):
    name = "kinfold.commitments"

    def ready(self) -> None:
        explain(DEEDS)
        offer(import_module("kinfold.commitments.waiting").KINDS)
        beyond = import_module("kinfold.commitments.selectors.beyond")
        offer_promises("commitments", beyond.promises_beyond)
        offer_given("commitments", beyond.given_beyond)
        texts = import_module("kinfold.commitments.selectors.texts")
        register_texts(texts.texts_of_commitments)
        nights = import_module("kinfold.commitments.selectors.nights")
        offer_nights(nights.nights_committed)
