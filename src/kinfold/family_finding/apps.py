from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig

from kinfold.family_finding.deeds import DEEDS
from kinfold.finding.beyond import offer_against_joining
from kinfold.networks.beyond import offer_child_words
from kinfold.platform.deeds import explain
from kinfold.recording.kinds import register_texts
from kinfold.records.known_names import offer_names


class FamilyFindingConfig(AppConfig):
    name = "kinfold.family_finding"

    def ready(self) -> None:
        explain(DEEDS)
        naming = import_module("kinfold.family_finding.selectors.naming")
        offer_names("family_finding", naming.names_found)
        wishes = import_module("kinfold.family_finding.selectors.wishes")
        offer_child_words("family_finding", wishes.child_words)
        joining = import_module("kinfold.family_finding.selectors.joining")
        offer_against_joining("family_finding", joining.running_twice)
        texts = import_module("kinfold.family_finding.selectors.texts")
        register_texts(texts.texts_of_finding)
