from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig

from kinfold.child_words.deeds import DEEDS
from kinfold.networks.beyond import offer_questions
from kinfold.platform.deeds import explain
from kinfold.records.kept_from_family import keep
from kinfold.records.waiting import offer


class ChildWordsConfig(AppConfig):
    name = "kinfold.child_words"

    def ready(self) -> None:
        explain(DEEDS)
        kept = import_module("kinfold.child_words.selectors.keeping").words_kept
        keep(self.name, kept)
        placed = import_module("kinfold.child_words.selectors.placed")
        offer_questions(self.name, placed.no_longer_read)
        offer(import_module("kinfold.child_words.waiting").KINDS)
