from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig

from kinfold.finding.beyond import offer_against_joining
from kinfold.networks.deeds import DEEDS
from kinfold.platform.deeds import explain
from kinfold.recording.kinds import register_texts
from kinfold.records.known_names import offer_names
from kinfold.records.waiting import offer


class NetworksConfig(AppConfig):
    name = "kinfold.networks"

    def ready(self) -> None:
        explain(DEEDS)
        offer(import_module("kinfold.networks.waiting").KINDS)
        naming = import_module("kinfold.networks.selectors.naming")
        offer_names("networks", naming.names_of_network)
        joining = import_module("kinfold.networks.selectors.joining")
        offer_against_joining("networks", joining.twice_in_a_network)
        texts = import_module("kinfold.networks.selectors.texts")
        register_texts(texts.texts_of_network)
